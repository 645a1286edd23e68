import { and, eq, lte, notExists, sql } from "drizzle-orm";
import { z } from "zod";

import { previews, syncBatches } from "#drizzle/schema/sync.ts";
import { AppError } from "#lib/errors.ts";
import { Id, IdInput } from "#lib/schemas/common.ts";
import { emit, operation } from "#server/core/index.ts";

import { connectionRow, ownerOnly, previewRow } from "./internal.ts";
import { stopJobs } from "./undo/stop-jobs.ts";

export const discardPreview = operation({
  name: "previews.discard",
  summary: "Give up a preview, and those made of the same before it; the account or file stays",
  input: IdInput,
  output: z.object({ id: Id }),
  permission: "sync:write",
  effect: "write",
  ledger: "always",
  doors: ["action", "rest"],
  rest: { method: "DELETE", path: "/previews/{id}" },
  async run({ ctx, tx, input: { id } }) {
    const { connectionId, source, ownerId } = await previewRow(tx, id);
    if (ownerId !== ctx.user.id) throw ownerOnly((await connectionRow(tx, connectionId)).label);
    // An approval at the same moment is decided before or after this, not beside it.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${connectionId}, 1))`);
    const [approved] = await tx
      .select({ id: syncBatches.id })
      .from(syncBatches)
      .where(eq(syncBatches.previewId, id));
    if (approved) {
      throw new AppError("conflict", "This preview was approved already. Take its import back instead.");
    }
    const given = and(
      eq(previews.connectionId, connectionId),
      eq(previews.source, source),
      lte(previews.id, id),
      notExists(
        tx
          .select({ one: sql`1` })
          .from(syncBatches)
          .where(eq(syncBatches.previewId, previews.id)),
      ),
    );
    await stopJobs(tx, sql`id in (${tx.select({ jobId: previews.jobId }).from(previews).where(given)})`);
    await tx.delete(previews).where(given);
    await emit(ctx, { type: "preview.changed", payload: { previewId: id } });
    return { id };
  },
});
