import { Readable } from "node:stream";

import type { Batch } from "#lib/schemas/sync.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { receiveFile } from "#server/storage/index.ts";
import { approvePreview, createImport, getBatch, getPreview } from "#server/sync/index.ts";
import { runClaimed } from "#worker/run.ts";

/** Uploads a mailbox as a door would. */
export async function uploadMailbox(ctx: Context, fileName: string, bytes: Uint8Array, mailbox?: string) {
  const file = await receiveFile(ctx, { stream: Readable.from([Buffer.from(bytes)]), fileName });
  return createImport(ctx, { file, ...(mailbox ? { mailbox } : {}) });
}

/** Runs the queued jobs of a workspace in this process, as a worker would, until none is due. */
export async function runJobsOf(ctx: Context): Promise<void> {
  for (;;) {
    const [job] = await systemPool().client<{ id: string }[]>`
      select id from crm.jobs where workspace_id = ${ctx.workspace.id} and status = 'queued' and run_at <= now() order by id limit 1`;
    if (!job) return;
    await runClaimed(job.id, new AbortController().signal);
  }
}

/** The whole way: upload, preview, approve, import. */
export async function importMailbox(
  ctx: Context,
  fileName: string,
  bytes: Uint8Array,
  mailbox?: string,
): Promise<Batch> {
  const { previewId } = await uploadMailbox(ctx, fileName, bytes, mailbox);
  await runJobsOf(ctx);
  const preview = await getPreview({ ...ctx, door: "rest" }, { id: previewId });
  if (preview.status !== "ready")
    throw new Error(`the preview is ${preview.status}: ${preview.error?.message ?? ""}`);
  const { batchId } = await approvePreview({ ...ctx, door: "action" }, { id: previewId });
  await runJobsOf(ctx);
  return getBatch({ ...ctx, door: "rest" }, { id: batchId });
}

const filledByImports = [
  "raw_events",
  "interactions",
  "interaction_participants",
  "interaction_contents",
  "threads",
  "thread_keys",
  "contact_stats",
  "preview_items",
  "contacts",
  "contact_identities",
  "companies",
] as const;

/** How many rows of each table that imports fill stand in the workspace; tables without any are left out. */
export async function rowsLeft(ctx: Context): Promise<Record<string, number>> {
  const { client } = systemPool();
  const counts: Record<string, number> = {};
  for (const table of filledByImports) {
    const [row] = await client<{ count: number }[]>`
      select count(*)::int as count from ${client(`crm.${table}`)} where workspace_id = ${ctx.workspace.id}`;
    if (row && row.count > 0) counts[table] = row.count;
  }
  return counts;
}
