import { refresh } from "next/cache";
import { headers } from "next/headers";
import type { z } from "zod";

import { AppError } from "#lib/errors.ts";
import type { Result } from "#lib/result.ts";
import { signedOutWords } from "#lib/signed-out.ts";
import { requireOwnOrigin } from "#server/auth/index.ts";
import { newId, type Operation, toFailure } from "#server/core/index.ts";
import { logger } from "#server/observability/index.ts";
import { sessionContext } from "#server/session/index.ts";

type Action<I extends z.ZodType, O extends z.ZodType> = (input: z.input<I>) => Promise<Result<z.output<O>>>;

/** An operation as a button presses it: for who is signed in, never throwing; what the page shows is read again. */
export function action<I extends z.ZodType, O extends z.ZodType>(operation: Operation<I, O>): Action<I, O> {
  return (input) =>
    attempt(async () => {
      const ctx = await sessionContext("action");
      if (!ctx) throw new AppError("unauthenticated", signedOutWords);
      const output = await operation(ctx, input);
      refresh();
      return output;
    });
}

/** Runs the work of an action when it was pressed in the app itself, and maps what goes wrong. */
export async function attempt<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    requireOwnOrigin("POST", await headers());
    return { ok: true, data: await work() };
  } catch (error) {
    return { ok: false, error: toFailure(error, { log: logger(), requestId: newId() }) };
  }
}
