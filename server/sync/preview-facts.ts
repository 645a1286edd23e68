import { z } from "zod";

import type { Audience } from "#lib/schemas/common.ts";
import { SelectedCounts } from "#lib/schemas/previews.ts";
import { PreviewSelection, SenderKind, SyncControls } from "#lib/schemas/sync-controls.ts";

const Cell = z.object({
  sender: z.string().nullable(),
  kind: SenderKind,
  labels: z.array(z.string()),
  count: z.int(),
});

/** Beside what is shown of a preview, for its selection and its import. Empty for one that was made before there were any. */
export const PreviewFacts = z.object({
  /** Messages to store that no choice can tell apart. */
  cells: z.array(Cell).default([]),
  /** Whom the owner has written to, where the controls ask for it. */
  written: z.array(z.string()).default([]),
});
export type PreviewFacts = z.infer<typeof PreviewFacts>;

/** What was chosen for the preview. */
export const controlsOf = (preview: { controls: unknown }): SyncControls =>
  SyncControls.parse(preview.controls);

/** What was unticked in it until now. */
export const selectionOf = (preview: { selection: unknown }): PreviewSelection =>
  PreviewSelection.parse(preview.selection ?? {});

/** What it comes to with that; null where nothing was ever unticked. */
export const countsOfSelection = (preview: { selection: unknown }): SelectedCounts | null =>
  SelectedCounts.nullable().catch(null).parse(preview.selection);

/** Who sees what comes in. A preview of before it was chosen there has it of its own. */
export const audienceOf = (preview: { controls: unknown; audience: Audience }): Audience =>
  controlsOf(preview).audience ?? preview.audience;
