import type { Audience } from "#lib/schemas/common.ts";
import type { SyncSource } from "#lib/schemas/sync.ts";

import type { BatchRow, PreviewRow } from "../internal.ts";
import { controlsOf, type PreviewFacts, selectionOf } from "../preview-facts.ts";
import { Choices } from "../selection.ts";

/** What every row of one import shares. */
export interface ImportScope {
  workspaceId: string;
  ownerId: string;
  audience: Audience;
  connectionId: string;
  batchId: string;
  source: SyncSource;
  /** Null for what came later, under the standing rule. */
  previewId: string | null;
  /** Contacts are made for those whom the preview named, or as each message tells where it could not read all. */
  people: "planned" | "rule";
  changeSetId: string;
  ownAddresses: ReadonlySet<string>;
  listAddresses: ReadonlySet<string>;
  choices: Choices;
  /** Whom the owner had written to when it was previewed; filled where the choices ask for it. */
  written: ReadonlySet<string>;
  /** ISO; for created_at, and for mail without a date. */
  now: string;
}

/** Columns that derived rows begin with. */
export const derivedColumns = (scope: ImportScope) => ({
  workspace_id: scope.workspaceId,
  created_at: scope.now,
  owner_id: scope.ownerId,
  audience: scope.audience,
});

/** What the batch's row says; the rest depends on the source. */
export const scopeOf = (batch: BatchRow) => ({
  workspaceId: batch.workspaceId,
  ownerId: batch.ownerId,
  audience: batch.audience,
  connectionId: batch.connectionId,
  batchId: batch.id,
  source: batch.source,
  previewId: batch.previewId,
  changeSetId: batch.changeSetId ?? batch.id,
});

/** What was chosen when the preview was approved. */
export const choicesOf = (preview: PreviewRow, facts: PreviewFacts) => {
  const choices = new Choices(controlsOf(preview), selectionOf(preview));
  return {
    choices,
    ownAddresses: choices.own,
    written: new Set(facts.written),
  };
};
