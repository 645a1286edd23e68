import { eq } from "drizzle-orm";

import { previewItems, previews } from "#drizzle/schema/sync.ts";
import type { SyncControls } from "#lib/schemas/sync-controls.ts";
import type { PreviewCounts, PreviewResult } from "#lib/schemas/previews.ts";
import { emit, newId, step } from "#server/core/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { type PreviewRow, previewRow } from "./internal.ts";
import { untickedBefore } from "./left-out-before.ts";
import type { PreviewItemRow } from "./preview-result.ts";
import type { PreviewFacts } from "./preview-facts.ts";
import type { DayCount } from "./reconcile/days.ts";
import { replaceDays } from "./reconcile/store-days.ts";
import { insertRows } from "./rows.ts";
import { storeSelection } from "./select-preview.ts";

const itemsPerInsert = 2_000;

/** Where changes of a calendar go on after what the preview listed; an empty cursor where that was cut. */
export interface FollowedCalendar {
  id: string;
  cursor: string;
  timeZone: string;
}

interface Finished {
  counts: PreviewCounts & { skipBy: Record<string, number> };
  items: PreviewItemRow[];
  /** For the import: `cursor`, where changes go on after it; of an account's calendars each has its own; a file's `timeZone`. */
  result: PreviewResult & { cursor?: string; followed?: FollowedCalendar[]; timeZone?: string };
  facts: PreviewFacts;
  /** Of a file: what it holds, day by day. */
  days?: { timeZone: string; days: readonly DayCount[] };
  /** Where it found more own addresses than were named. */
  controls?: SyncControls;
  hash: string;
  progress: number;
}

/** Writes what a preview found, all at once: it is ready with this, or still pending. */
export async function storePreview(
  job: RunningJob,
  preview: PreviewRow,
  { counts, items, result, facts, days, controls, hash, progress }: Finished,
): Promise<void> {
  await step(job.ctx, async ({ ctx, tx }) => {
    await job.checkpoint(tx, { done: progress, total: progress });
    await tx.delete(previewItems).where(eq(previewItems.previewId, preview.id));
    const shared = {
      workspace_id: preview.workspaceId,
      created_at: preview.createdAt.toISOString(),
      owner_id: preview.ownerId,
      audience: preview.audience,
      preview_id: preview.id,
    };
    const rows = items.map((item) => ({ id: newId(), ...shared, ...item }));
    for (let start = 0; start < rows.length; start += itemsPerInsert) {
      await insertRows(tx, "preview_items", rows.slice(start, start + itemsPerInsert));
    }
    if (days) await replaceDays(tx, { ...preview, audience: "private" }, days);
    await tx
      .update(previews)
      .set({ status: "ready", counts, result, facts, hash, ...(controls ? { controls } : {}) })
      .where(eq(previews.id, preview.id));
    // Who was left out stays left out.
    const unticked = await untickedBefore(tx, preview);
    if (unticked) await storeSelection(tx, await previewRow(tx, preview.id), unticked);
    await emit(ctx, { type: "preview.changed", payload: { previewId: preview.id } });
  });
}
