import { eq, sql } from "drizzle-orm";

import { syncBatches } from "#drizzle/schema/sync.ts";
import { AppError } from "#lib/errors.ts";
import { IdInput } from "#lib/schemas/common.ts";
import { ResumeBatchOutput } from "#lib/schemas/batches.ts";
import { emit, operation } from "#server/core/index.ts";
import { deliver } from "#server/jobs/index.ts";

import { batchRow } from "./internal.ts";

export const resumeBatch = operation({
  name: "batches.resume",
  summary: "Go on with an import that paused because more people came than its preview said",
  input: IdInput,
  output: ResumeBatchOutput,
  permission: "sync:write",
  effect: "write",
  ledger: "always",
  decision: true,
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/batches/{id}/resume" },
  async run({ ctx, tx, input: { id } }) {
    const { jobId } = await batchRow(tx, id);
    const [resumed] = await tx.execute<{ id: string }>(sql`
      update crm.jobs set status = 'queued', error = null, run_at = now(), delivered_at = now()
      where id = ${jobId} and status = 'paused' returning id`);
    if (!resumed)
      throw new AppError("conflict", "This import does not wait for you. Its state is in the list.");
    await tx
      .update(syncBatches)
      .set({ cursor: sql`${syncBatches.cursor} || '{"unbounded":true}'::jsonb` })
      .where(eq(syncBatches.id, id));
    await emit(ctx, { type: "batch.changed", payload: { batchId: id } });
    ctx.open.afterCommit.push(() => deliver({ id: resumed.id, kind: "batches.import" }));
    return { jobId: resumed.id };
  },
});
