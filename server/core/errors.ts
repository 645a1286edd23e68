import type { z } from "zod";

import { AppError, type FieldErrors } from "#lib/errors.ts";
import type { Failure } from "#lib/result.ts";
import { sqlState, violatedConstraint } from "#server/db/index.ts";

import type { Context } from "./context.ts";

const sentences: Record<string, string> = {
  contact_identities_value_key:
    "Another contact already has this address. Open that contact, or use a different address.",
  companies_domain_key:
    "Another company already has this domain. Open that company, or use a different domain.",
  tags_name_key: "A tag with this name exists already.",
  contact_tags_key: "The contact has this tag already.",
};

/** Field paths joined by dots, with zod's words or ours. */
export function fieldErrors(error: z.ZodError): FieldErrors {
  const fields: FieldErrors = {};
  for (const issue of error.issues) {
    const path = issue.path.join(".") || "input";
    fields[path] ??= wordsFor(issue);
  }
  return fields;
}

function wordsFor(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return `Not known here: ${issue.keys.join(", ")}.`;
  if (issue.code !== "invalid_type") return issue.message;
  return issue.message.endsWith("received undefined")
    ? "Please fill this in."
    : `Should be ${issue.expected}.`;
}

/** Any error as one that may be shown; what is not ours becomes one sentence and keeps its cause for the log. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const state = sqlState(error);
  switch (state) {
    case "23505": {
      const sentence = sentences[violatedConstraint(error) ?? ""];
      return new AppError("conflict", sentence ?? "Something with the same key exists already.", {
        cause: error,
      });
    }
    case "23503":
      return new AppError(
        "not_found",
        "Something this refers to was not found. It may have been deleted meanwhile.",
        { cause: error },
      );
    case "42501":
      return new AppError(
        "forbidden",
        "Your role does not allow this. Ask an owner or admin of the workspace.",
        { cause: error },
      );
    case "40001":
    case "40P01":
    case "55P03":
      return new AppError(
        "conflict",
        "Somebody changed the same thing at the same moment. Please try again.",
        { cause: error },
      );
    case "57014":
      return new AppError("unavailable", "This took too long and was stopped. Please try again.", {
        cause: error,
      });
    default:
      break;
  }
  if (isConnectionError(error, state)) {
    return new AppError(
      "unavailable",
      "The database cannot be reached right now. Nothing was lost; please try again in a moment.",
      { cause: error },
    );
  }
  return new AppError(
    "internal",
    "Something went wrong on our side. Nothing was changed; please try again.",
    { cause: error },
  );
}

function isConnectionError(error: unknown, state: string | undefined): boolean {
  if (state?.startsWith("08") || state?.startsWith("57P")) return true;
  for (
    let current = error, depth = 0;
    current instanceof Error && depth < 5;
    current = current.cause, depth++
  ) {
    const code = "code" in current ? String(current.code) : "";
    if (/^(ECONN|ENOTFOUND|EPIPE|ETIMEDOUT|CONNECTION_|CONNECT_TIMEOUT)/.test(code)) return true;
  }
  return false;
}

/** What a door answers; logs what the user does not see. */
export function toFailure(error: unknown, ctx: Pick<Context, "log" | "requestId">): Failure {
  const known = toAppError(error);
  if (known.code === "internal" || known.code === "unavailable") {
    ctx.log.error({ err: known.cause ?? known, requestId: ctx.requestId }, "request failed");
  } else {
    ctx.log.info({ code: known.code, requestId: ctx.requestId }, "request refused");
  }
  return {
    code: known.code,
    message: known.message,
    ...(known.fields ? { fields: known.fields } : {}),
    requestId: ctx.requestId,
  };
}
