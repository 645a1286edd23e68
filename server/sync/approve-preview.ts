import { and, eq, isNotNull, ne, notInArray, sql } from "drizzle-orm";

import { connections } from "#drizzle/schema/people.ts";
import { syncBatches } from "#drizzle/schema/sync.ts";
import { AppError } from "#lib/errors.ts";
import type { Audience } from "#lib/schemas/common.ts";
import { ApprovePreviewInput, ApprovePreviewOutput, PreviewCounts } from "#lib/schemas/previews.ts";
import { emit, newId, operation, type OperationContext } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";

import { partsOf } from "./calendars/parts.ts";
import { cursorRows, type LiveSource } from "./cursors.ts";
import { connectionRow, ownerOnly, previewRow, type PreviewRow, uploadRow } from "./internal.ts";
import { audienceOf, controlsOf } from "./preview-facts.ts";
import { hashOfChoice } from "./read-preview.ts";
import { forgetDays, stopRules, storeRule } from "./rules.ts";
import { storeSelection } from "./select-preview.ts";

export const approvePreview = operation({
  name: "previews.approve",
  summary: "Import what the preview shows",
  input: ApprovePreviewInput,
  output: ApprovePreviewOutput,
  permission: "sync:write",
  effect: "write",
  ledger: "always",
  decision: true,
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/previews/{id}/approve" },
  async run({ ctx, tx, input: { id, expectedHash, selection } }) {
    const seen = await previewRow(tx, id);
    // Approvals of one file or account stand in line, so that it is imported once.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${seen.connectionId}, 1))`);
    // Whoever unticked something at the same moment is done by now, or refused after this.
    const preview = await previewRow(tx, id);
    if (preview.status !== "ready") {
      throw new AppError(
        "conflict",
        preview.status === "failed"
          ? "This preview could not be made, so there is nothing to import."
          : "This preview is still being made. Wait until it is ready.",
      );
    }
    if (preview.ownerId !== ctx.user.id)
      throw ownerOnly((await connectionRow(tx, preview.connectionId)).label);
    // With a selection of its own it does not matter what was unticked before.
    const seenHashes = [hashOfChoice(preview), ...(selection ? [preview.hash] : [])];
    if (expectedHash !== undefined && !seenHashes.includes(expectedHash)) {
      throw new AppError(
        "stale",
        "This preview changed since you saw it. Look at it again, then approve it.",
      );
    }
    if (preview.source === "file") await refuseSecondImport(tx, preview);
    const [again] = await tx
      .select({ id: syncBatches.id })
      .from(syncBatches)
      .where(eq(syncBatches.previewId, id));
    if (again)
      throw new AppError(
        "conflict",
        preview.source === "file"
          ? "The import of this preview was taken back. Make a new preview to import the file again."
          : "This preview was approved already. Make a new one to import again.",
      );
    if (selection) await storeSelection(tx, preview, selection);
    const approved = selection ? { ...preview, selection } : preview;
    if (preview.source !== "file") await followFromHere(ctx, approved, preview.source);
    await shareConnection(tx, approved);
    const [batchId, changeSetId] = [newId(), newId()];
    const { total } = PreviewCounts.parse(preview.counts);
    await tx.insert(syncBatches).values({
      id: batchId,
      workspaceId: ctx.workspace.id,
      ownerId: preview.ownerId,
      audience: audienceOf(preview),
      connectionId: preview.connectionId,
      source: preview.source,
      ...(preview.source === "file" ? {} : { cursor: { page: 0, index: 0 } }),
      previewId: id,
      changeSetId,
      total,
    });
    const jobId = await enqueueJob(
      ctx,
      "batches.import",
      { batchId },
      { key: batchId, progressTotal: total },
    );
    await tx.update(syncBatches).set({ jobId }).where(eq(syncBatches.id, batchId));
    await emit(ctx, { type: "batch.changed", payload: { batchId } });
    return { batchId, jobId };
  },
});

async function refuseSecondImport(tx: Tx, preview: PreviewRow): Promise<void> {
  await uploadRow(tx, preview.connectionId);
  const [earlier] = await tx
    .select({ previewId: syncBatches.previewId })
    .from(syncBatches)
    .where(and(eq(syncBatches.connectionId, preview.connectionId), ne(syncBatches.status, "undone")));
  if (!earlier) return;
  throw new AppError(
    "conflict",
    earlier.previewId === preview.id
      ? "This preview was approved already: its import is in the list."
      : "This file was imported already. Take that import back first.",
  );
}

/**
 * An account is imported by one batch at a time. With the approval comes the rule for what arrives later, and calendars
 * that were unticked are not followed any more.
 */
async function followFromHere(ctx: OperationContext, preview: PreviewRow, source: LiveSource): Promise<void> {
  const { tx } = ctx.open;
  const { connectionId } = preview;
  const { label } = await connectionRow(tx, connectionId);
  const [busy] = await tx
    .select({ id: syncBatches.id })
    .from(syncBatches)
    .where(
      and(
        eq(syncBatches.connectionId, connectionId),
        eq(syncBatches.source, source),
        isNotNull(syncBatches.previewId),
        notInArray(syncBatches.status, ["done", "undone"]),
      ),
    );
  if (busy) {
    throw new AppError(
      "conflict",
      `An import of ${label} is not done yet. Wait for it, or take it back, and make a new preview.`,
    );
  }
  const controls = controlsOf(preview);
  const parts = partsOf(source, controls);
  const rows = await cursorRows(tx, connectionId);
  const followed = new Set(rows.flatMap(({ part, rule }) => (rule === null ? [] : [part])));
  for (const part of parts) await storeRule(tx, preview, source, part);
  if (source !== "calendar") return;
  if (parts.some((part) => !followed.has(part))) await forgetDays(tx, connectionId, null);
  if (controls.stopCalendars.length > 0) {
    await stopRules(ctx, { connectionId, source, parts: controls.stopCalendars }, preview.id);
  }
}

const widestLast: readonly Audience[] = ["private", "metadata", "subject", "workspace"];

/** Others see the account that mail of theirs came from as far as they see any of it. */
async function shareConnection(tx: Tx, preview: PreviewRow): Promise<void> {
  const { audience, id } = await connectionRow(tx, preview.connectionId);
  const others = (await cursorRows(tx, id)).filter(({ rule, source }) => rule && source !== preview.source);
  const wanted = [audienceOf(preview), ...others.map((row) => row.audience)];
  const widest = widestLast.findLast((one) => wanted.includes(one)) ?? "private";
  if (widest !== audience)
    await tx.update(connections).set({ audience: widest }).where(eq(connections.id, id));
}
