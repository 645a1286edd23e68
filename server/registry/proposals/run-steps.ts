import { sql } from "drizzle-orm";

import type { AppError } from "#lib/errors.ts";
import type { StepOutcome } from "#lib/schemas/proposals.ts";
import { type OpenTransaction, type OperationContext, toAppError } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import type { Approval } from "./prepare-approval.ts";
import { resolveReferences } from "./references.ts";

interface Refusal {
  code: string;
  message: string;
  fields?: Record<string, string>;
}

interface Ran {
  /** One for each step of the proposal. */
  outcomes: StepOutcome[];
  /** Why nothing of it was done; null when all of it was. */
  error: Refusal | null;
}

/**
 * Runs the chosen steps in order within the open transaction and change set: all of them or, when one fails, none.
 * What can be tried again at once (a lost connection) is thrown, so that the proposal goes on waiting.
 */
export async function runSteps(ctx: OperationContext, { steps, calls }: Approval): Promise<Ran> {
  const outcomes: StepOutcome[] = steps.map(() => ({ state: "skipped" }));
  const inner: OpenTransaction = { ...ctx.open, events: [], afterCommit: [], effects: [] };
  let at = 0;
  try {
    await ctx.open.tx.transaction(async (tx) => {
      const outputs = new Map<number, unknown>();
      for (const { index, operation, input } of calls) {
        at = index;
        // The ledger, and what is done outside, knows by this which step it was: each can be taken back by itself.
        if (steps.length > 1) await setPart(tx, String(index));
        const output = await operation({ ...ctx, open: { ...inner, tx } }, resolveReferences(input, outputs));
        outputs.set(index, output);
        outcomes[index] = { state: "done", output: operation.definition.storedAnswer?.(output) ?? output };
      }
      if (steps.length > 1) await setPart(tx, "");
    });
  } catch (thrown) {
    const error = refusalOf(ctx, toAppError(thrown));
    return {
      outcomes: steps.map((_, index) => (index === at ? { state: "failed", error } : { state: "skipped" })),
      error,
    };
  }
  ctx.open.events.push(...inner.events);
  ctx.open.afterCommit.push(...inner.afterCommit);
  ctx.open.effects.push(...inner.effects);
  return { outcomes, error: null };
}

const setPart = (tx: Tx, part: string) =>
  tx.execute(sql`select set_config('app.change_part', ${part}, true)`);

function refusalOf(ctx: OperationContext, error: AppError): Refusal {
  if (error.code === "unavailable" || error.code === "cancelled") throw error;
  if (error.code === "internal") {
    ctx.log.error({ err: error.cause ?? error, requestId: ctx.requestId }, "a step of a proposal failed");
  }
  return {
    code: error.code,
    message: error.message,
    ...(error.fields ? { fields: error.fields } : {}),
  };
}
