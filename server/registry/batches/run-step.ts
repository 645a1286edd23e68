import { and, eq } from "drizzle-orm";
import { z } from "zod";

import { jobItems } from "#drizzle/schema/jobs.ts";
import type { AppError } from "#lib/errors.ts";
import { type Context, type Operation, operation, step, toAppError, toFailure } from "#server/core/index.ts";
import { sqlState, type Tx } from "#server/db/index.ts";
import { JobCancelledError, LostClaimError } from "#server/jobs/index.ts";

import { requireOperation } from "../lookup.ts";

export type BatchItem = Pick<typeof jobItems.$inferSelect, "id" | "operation" | "input">;

/** Run within the item's transaction, at its end: proves that this worker still holds the job. */
export type Checkpoint = (tx: Tx) => Promise<void>;

export type StepState = "done" | "failed" | "skipped";

const WithId = z.object({ id: z.uuid() });

/**
 * Runs one item in one transaction with its status: however often it is tried, it takes effect once. What the operation
 * refuses is kept on the item and answered as "failed"; what may pass by itself is thrown, for the job to try again.
 */
export async function runBatchStep(
  ctx: Context,
  item: BatchItem,
  checkpoint: Checkpoint,
): Promise<StepState> {
  try {
    await claiming(requireOperation(item.operation), item, checkpoint)(ctx, item.input);
    return "done";
  } catch (error) {
    const known = toAppError(error);
    if (known.cause instanceof AlreadySettled) return "skipped";
    if (known.cause instanceof LostClaimError || known.cause instanceof JobCancelledError) throw known.cause;
    if (mayPass(known)) throw known;
    await step(ctx, async ({ tx }) => {
      const { requestId: _, ...failure } = toFailure(known, ctx);
      await settle(tx, item, { status: "failed", error: failure });
      await checkpoint(tx);
    });
    return "failed";
  }
}

/** Another attempt has settled the item; nothing of this one is kept. */
class AlreadySettled extends Error {}

/** The operation, with the same name, rights and change set, together with the status of the item. */
function claiming({ definition }: Operation, item: BatchItem, checkpoint: Checkpoint): Operation {
  return operation({
    ...definition,
    async run(call) {
      if (!(await settle(call.tx, item, { status: "done" }))) throw new AlreadySettled();
      const output = await definition.run(call);
      const made = WithId.safeParse(output);
      await settle(call.tx, item, { result: made.success ? made.data : {} }, "done");
      await checkpoint(call.tx);
      return output;
    },
  });
}

async function settle(
  tx: Tx,
  { id }: BatchItem,
  values: Partial<typeof jobItems.$inferInsert>,
  from: "queued" | "done" = "queued",
): Promise<boolean> {
  const settled = await tx
    .update(jobItems)
    .set(values)
    .where(and(eq(jobItems.id, id), eq(jobItems.status, from)))
    .returning({ id: jobItems.id });
  return settled.length > 0;
}

const passing = new Set(["40001", "40P01", "55P03"]);

const mayPass = (error: AppError): boolean =>
  error.code === "unavailable" ||
  error.code === "rate_limited" ||
  error.code === "cancelled" ||
  passing.has(sqlState(error.cause) ?? "");
