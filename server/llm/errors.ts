import { APICallError, LoadAPIKeyError, NoOutputGeneratedError, RetryError } from "ai";

import { toAppError } from "#server/core/index.ts";

export type ModelErrorCode =
  | "rate_limited"
  | "unavailable"
  | "not_set_up"
  | "context_too_long"
  | "refused"
  | "budget"
  | "interrupted"
  | "unusable"
  | "internal";

/** Why there is no answer, in words, and whether asking again may help. */
export interface ModelFailure {
  code: ModelErrorCode;
  message: string;
  retry: boolean;
}

const failures: Record<ModelErrorCode, Omit<ModelFailure, "code">> = {
  rate_limited: { message: "The model is busy right now. Try again in a minute.", retry: true },
  unavailable: {
    message:
      "The model could not be reached, or stopped in the middle. What it said until then is kept. Try again.",
    retry: true,
  },
  not_set_up: {
    message:
      "No model is set up, or its key is refused. Whoever runs this names one by OPENAI_API_KEY, or another provider's; see Settings, System.",
    retry: false,
  },
  context_too_long: {
    message: "This conversation has become too long for the model. Start a new one.",
    retry: false,
  },
  refused: { message: "The model declined to answer this. Try to put it differently.", retry: false },
  budget: {
    message: "Today's budget for the assistant is used up. It starts anew at midnight UTC.",
    retry: false,
  },
  interrupted: {
    message: "The answer was interrupted. What was said until then is kept. Try again.",
    retry: true,
  },
  unusable: {
    message: "The model did not answer in the form that was asked for. Nothing was written; try again.",
    retry: true,
  },
  internal: {
    message: "Something went wrong on our side. Nothing was changed; please try again.",
    retry: true,
  },
};

export const failureOf = (code: ModelErrorCode): ModelFailure => ({ code, ...failures[code] });

/** Thrown where a model cannot be asked. */
export class ModelError extends Error {
  readonly code: ModelErrorCode;

  constructor(code: ModelErrorCode) {
    super(failures[code].message);
    this.name = "ModelError";
    this.code = code;
  }
}

/** A provider said nothing for too long. */
export class SilentModelError extends Error {
  constructor() {
    super("the model stayed silent: timed out");
    this.name = "TimeoutError";
  }
}

const ours = new WeakSet<Error>();

/** Marks an error as one of our own, however much it looks like a provider's: a database that is away is "unavailable" too. */
export function asOurs(error: unknown): unknown {
  if (error instanceof Error) ours.add(error);
  return error;
}

/** Sorts whatever a call of a model threw. Its own words stay in the log: they may quote the prompt. */
export function modelFailure(error: unknown): ModelFailure {
  for (let current = error, depth = 0; depth < 6; depth++) {
    if (current instanceof Error && ours.has(current)) return failureOfOurs(current);
    if (current instanceof ModelError) return failureOf(current.code);
    if (RetryError.isInstance(current)) current = current.lastError;
    else if (APICallError.isInstance(current)) return failureOf(codeOfCall(current));
    else if (LoadAPIKeyError.isInstance(current)) return failureOf("not_set_up");
    else if (NoOutputGeneratedError.isInstance(current) || isCutOff(current)) return failureOf("unavailable");
    else if (current instanceof Error && current.cause !== undefined) current = current.cause;
    else break;
  }
  const known = failureOfOurs(error);
  return known.code === "internal" && toAppError(error).code === "unavailable"
    ? failureOf("unavailable")
    : known;
}

function failureOfOurs(error: unknown): ModelFailure {
  const { code, message } = toAppError(error);
  return code === "quota_exceeded" ? { code: "budget", message, retry: false } : failureOf("internal");
}

function codeOfCall({ statusCode, message, responseBody }: APICallError): ModelErrorCode {
  const said = `${message} ${responseBody ?? ""}`;
  if (/insufficient_quota/i.test(said)) return "not_set_up";
  if (statusCode === 429) return "rate_limited";
  if (statusCode === 401 || statusCode === 403 || statusCode === 404) return "not_set_up";
  if (statusCode === 413 || /context.?(length|window)|too many tokens|maximum context/i.test(said)) {
    return "context_too_long";
  }
  if (/content.?(filter|policy)|safety/i.test(said)) return "refused";
  return "unavailable";
}

/** What another provider may do better: the fault is this one's, not the request's. */
export function isFaultOfProvider(error: unknown): boolean {
  const { code } = modelFailure(error);
  return code === "rate_limited" || code === "unavailable" || code === "not_set_up";
}

/** The same provider may answer a moment later. */
export function mayPass(error: unknown): boolean {
  const call = callErrorIn(error);
  if (call) return call.isRetryable;
  return modelFailure(error).code === "unavailable";
}

const longestWaitMs = 20_000;

/** How long the provider asks to wait; null where it does not say. */
export function retryAfterMs(error: unknown): number | null {
  const headers = callErrorIn(error)?.responseHeaders ?? {};
  const [ms, after] = [headers["retry-after-ms"], headers["retry-after"]];
  if (ms !== undefined && Number.isFinite(Number(ms))) return Math.max(0, Number(ms));
  if (after === undefined) return null;
  const waitMs = Number.isFinite(Number(after)) ? Number(after) * 1_000 : Date.parse(after) - Date.now();
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : null;
}

export const asksTooMuch = (error: unknown): boolean => (retryAfterMs(error) ?? 0) > longestWaitMs;

function callErrorIn(error: unknown): APICallError | null {
  for (let current = error, depth = 0; depth < 6; depth++) {
    if (APICallError.isInstance(current)) return current;
    if (RetryError.isInstance(current)) current = current.lastError;
    else if (current instanceof Error && current.cause !== undefined) current = current.cause;
    else return null;
  }
  return null;
}

// A connection that ends in the middle: undici's words, and the names that timeouts have.
const isCutOff = (error: unknown): boolean =>
  error instanceof Error &&
  (/^(TimeoutError|AbortError|SocketError)$/.test(error.name) ||
    /terminated|socket|other side closed|network|fetch failed|timed? ?out/i.test(error.message));
