import { eq, sql } from "drizzle-orm";

import { effects } from "#drizzle/schema/workspaces.ts";
import { hashOf, newId, type OperationContext } from "#server/core/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";

export interface RecordedEffect {
  id: string;
  /** The job that does it. */
  jobId: string;
}

interface Asked {
  operation: string;
  request: Record<string, unknown>;
  /** Of what cannot be taken back: how long it waits, so that it can be called back. */
  holdMs?: number;
}

/**
 * All that an operation with the effect "external" does: writes down what is to happen outside, and the job for it, in
 * the open transaction. The same request twice in one change set happens once. `request` is JSON.
 */
export async function recordEffect(
  ctx: OperationContext,
  { operation, request, holdMs = 0 }: Asked,
): Promise<RecordedEffect> {
  const { tx, changeSetId } = ctx.open;
  if (changeSetId === null) throw new Error(`${operation} leaves the house, but was called by a read`);
  const key = `${operation}:${hashOf([changeSetId, operation, request])}`;
  const [made] = await tx
    .insert(effects)
    .values({
      id: newId(),
      workspaceId: ctx.workspace.id,
      userId: ctx.user.id,
      operation,
      key,
      request,
      changeSetId,
      ...(holdMs > 0 ? { heldUntil: sql`clock_timestamp() + make_interval(secs => ${holdMs / 1000})` } : {}),
    })
    .onConflictDoNothing({ target: [effects.workspaceId, effects.key] })
    .returning({ id: effects.id });
  const [known] = made
    ? [made]
    : await tx.select({ id: effects.id }).from(effects).where(eq(effects.key, key));
  if (!known) throw new Error("an effect with the same key is there, yet cannot be read");
  ctx.open.effects.push(known.id);
  const jobId = await enqueueJob(
    ctx,
    "effects.perform",
    { effectId: known.id },
    { key: known.id, delayMs: holdMs },
  );
  return { id: known.id, jobId };
}
