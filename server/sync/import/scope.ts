import type { Audience } from "#lib/schemas/common.ts";

/** What every row of one import shares. */
export interface ImportScope {
  workspaceId: string;
  ownerId: string;
  audience: Audience;
  connectionId: string;
  batchId: string;
  previewId: string;
  changeSetId: string;
  ownAddresses: ReadonlySet<string>;
  listAddresses: ReadonlySet<string>;
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
