import { eq, getTableColumns } from "drizzle-orm";

import { jobs } from "#drizzle/schema/jobs.ts";
import { connections } from "#drizzle/schema/people.ts";
import { previews, syncBatches, uploads } from "#drizzle/schema/sync.ts";
import { AppError, notFound } from "#lib/errors.ts";
import type { SyncContent, SyncSource } from "#lib/schemas/sync.ts";
import type { Tx } from "#server/db/index.ts";

import { PreviewFacts } from "./preview-facts.ts";

export type ConnectionRow = typeof connections.$inferSelect;
export type UploadRow = typeof uploads.$inferSelect;
/** Without its facts, which are large. */
export type PreviewRow = Omit<typeof previews.$inferSelect, "facts">;
export type BatchRow = typeof syncBatches.$inferSelect;

export async function connectionRow(tx: Tx, id: string): Promise<ConnectionRow> {
  const [row] = await tx.select().from(connections).where(eq(connections.id, id));
  if (!row || row.removed) throw notFound("connection");
  return row;
}

/** An account answers to whoever connected it, also where others see what came from it. */
export const ownerOnly = (label: string): AppError =>
  new AppError("forbidden", `${label} is somebody else's account. Ask them to do this.`);

/** The connection's file; throws `gone` when it is not kept any more. */
export async function uploadRow(tx: Tx, connectionId: string): Promise<UploadRow> {
  const [row] = await tx.select().from(uploads).where(eq(uploads.connectionId, connectionId));
  if (!row) throw notFound("file");
  if (row.removedAt) throw new AppError("gone", `"${row.fileName}" is not kept any more. Upload it again.`);
  return row;
}

const { facts: _facts, ...previewColumns } = getTableColumns(previews);
export { previewColumns };

export async function previewRow(tx: Tx, id: string): Promise<PreviewRow> {
  const [row] = await tx.select(previewColumns).from(previews).where(eq(previews.id, id));
  if (!row) throw notFound("preview");
  return row;
}

export async function previewFacts(tx: Tx, id: string): Promise<PreviewFacts> {
  const [row] = await tx.select({ facts: previews.facts }).from(previews).where(eq(previews.id, id));
  return PreviewFacts.parse(row?.facts ?? {});
}

export async function batchRow(tx: Tx, id: string): Promise<BatchRow> {
  const [row] = await tx.select().from(syncBatches).where(eq(syncBatches.id, id));
  if (!row) throw notFound("import");
  return row;
}

/** What is read of a job beside the row that waits for it. */
export const jobColumns = {
  jobStatus: jobs.status,
  jobError: jobs.error,
  runAt: jobs.runAt,
  done: jobs.progressDone,
  total: jobs.progressTotal,
};

/** A calendar, or an archive of calendars. */
export const holdsMeetings = ({ fileKind }: Pick<UploadRow, "fileKind">): boolean =>
  fileKind === "ics" || fileKind === "zip_ics";

/** Of a file what it holds decides. */
export const contentOf = (source: SyncSource, fileKind: UploadRow["fileKind"]): SyncContent =>
  source === "calendar" || (source === "file" && holdsMeetings({ fileKind })) ? "meetings" : "mail";
