import { eq } from "drizzle-orm";

import { previews, syncBatches } from "#drizzle/schema/sync.ts";
import { AppError } from "#lib/errors.ts";
import type { PreviewSelection } from "#lib/schemas/sync-controls.ts";
import { Preview, SelectPreviewInput } from "#lib/schemas/previews.ts";
import { operation } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { type PreviewRow, previewFacts, previewRow } from "./internal.ts";
import { readPreview } from "./read-preview.ts";
import { countSelected } from "./selected-counts.ts";

export const selectPreview = operation({
  name: "previews.select",
  summary: "Untick parts of a preview: kinds of senders, labels, senders, people, domains or companies",
  guidance: "The whole selection each time: what is not named comes in. The counts of the answer follow it.",
  input: SelectPreviewInput,
  output: Preview,
  permission: "sync:write",
  effect: "write",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/previews/{id}/select" },
  async run({ tx, input: { id, selection } }) {
    const preview = await previewRow(tx, id);
    const [approved] = await tx
      .select({ id: syncBatches.id })
      .from(syncBatches)
      .where(eq(syncBatches.previewId, id));
    if (preview.status !== "ready" || approved) {
      throw new AppError(
        "conflict",
        approved
          ? "This preview was approved already. Make a new one to choose otherwise."
          : "There is nothing to choose from: this preview is not ready.",
      );
    }
    await storeSelection(tx, preview, selection);
    return readPreview(tx, id);
  },
});

/** Keeps what was unticked beside the preview, with what it comes to. */
export async function storeSelection(
  tx: Tx,
  preview: PreviewRow,
  selection: PreviewSelection,
): Promise<void> {
  const counted = await countSelected(tx, preview, await previewFacts(tx, preview.id), selection);
  await tx
    .update(previews)
    .set({ selection: { ...selection, ...counted } })
    .where(eq(previews.id, preview.id));
}
