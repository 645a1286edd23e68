import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";

import { jobs } from "#drizzle/schema/jobs.ts";
import { connections } from "#drizzle/schema/people.ts";
import { syncBatches, uploads } from "#drizzle/schema/sync.ts";
import { AppError } from "#lib/errors.ts";
import { Id, IdInput } from "#lib/schemas/common.ts";
import { operation } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { storage } from "#server/storage/index.ts";

import { connectionRow } from "./internal.ts";
import { forgetFileDays } from "./reconcile/store-days.ts";

export const deleteConnection = operation({
  name: "connections.delete",
  summary: "Remove an uploaded file; what was imported from it stays",
  input: IdInput,
  output: z.object({ id: Id }),
  permission: "sync:write",
  effect: "write",
  doors: ["action", "rest"],
  rest: { method: "DELETE", path: "/connections/{id}" },
  async run({ ctx, tx, input: { id } }) {
    // An approval of the file at the same moment is decided before or after this, not beside it.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 1))`);
    const connection = await connectionRow(tx, id);
    if (connection.provider !== "file") {
      throw new AppError("unsupported", `${connection.label} is an account: disconnect it in settings.`);
    }
    const busy = await workOn(tx, id);
    if (busy) throw new AppError("conflict", `"${connection.label}" ${busy}`);
    const removed = await tx
      .update(uploads)
      .set({ removedAt: sql`now()` })
      .where(eq(uploads.connectionId, id))
      .returning({ storageKey: uploads.storageKey });
    await forgetFileDays(tx, id);
    await tx.update(connections).set({ removed: true }).where(eq(connections.id, id));
    for (const { storageKey } of removed) ctx.open.afterCommit.push(() => storage().remove(storageKey));
    return { id };
  },
});

/** What is at work on it, in words. An import that failed or was cancelled is over: what it brought stays like any other. */
async function workOn(tx: Tx, connectionId: string): Promise<string | null> {
  const current = sql`case when ${syncBatches.status} = 'undoing' then ${syncBatches.undoJobId} else ${syncBatches.jobId} end`;
  const [busy] = await tx
    .select({ batch: syncBatches.status, job: jobs.status })
    .from(syncBatches)
    .innerJoin(jobs, sql`${jobs.id} = ${current} and ${jobs.status} in ('queued', 'running', 'paused')`)
    .where(
      and(eq(syncBatches.connectionId, connectionId), sql`${syncBatches.status} not in ('done', 'undone')`),
    )
    .limit(1);
  if (!busy) return null;
  if (busy.batch === "undoing") return "is being taken back. Wait until that is done.";
  if (busy.job === "paused") return "is imported in part and waits for you. Go on with it, or take it back.";
  return "is being imported. Take that import back, or wait until it is done.";
}
