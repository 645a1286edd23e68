import { Readable } from "node:stream";

import type { Batch } from "#lib/schemas/batches.ts";
import { Imported } from "#lib/schemas/uploads.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { receiveFile } from "#server/storage/index.ts";
import { approvePreview, createImport, getBatch, getPreview } from "#server/sync/index.ts";
import { runClaimed } from "#worker/run.ts";

/** Uploads a mailbox as a door would. */
export async function uploadMailbox(ctx: Context, fileName: string, bytes: Uint8Array, mailbox?: string) {
  const file = await receiveFile(ctx, { stream: Readable.from([Buffer.from(bytes)]), fileName });
  return Imported.parse(await createImport(ctx, { file, ...(mailbox ? { mailbox } : {}) }));
}

/**
 * Runs the queued jobs of a workspace in this process, as a worker would, until none is due. Instants are kept to the
 * millisecond and rounded up as well: what was made due just now may lie a little ahead, and is claimed all the same.
 */
export async function runJobsOf(ctx: Context): Promise<void> {
  for (;;) {
    const [job] = await systemPool().client<{ id: string }[]>`
      select id from crm.jobs where workspace_id = ${ctx.workspace.id} and status = 'queued' and run_at <= now() + interval '20 milliseconds' order by id limit 1`;
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

/** Rows that tell what was done, in numbers and ids: they stay when an import is taken back. */
const accounts = new Set([
  "workspaces",
  "members",
  "profiles",
  "api_keys",
  "change_sets",
  "change_items",
  "jobs",
  "job_log_entries",
  "outbox",
  "idempotency_keys",
  "connections",
  "uploads",
  "previews",
  "sync_batches",
]);

/** Texts of what was imported that nobody else has: the addresses, and the subjects that are long enough to be told. */
export async function textsOf(ctx: Context): Promise<string[]> {
  const rows = await systemPool().client<{ text: string }[]>`
    select distinct address as text from crm.interaction_participants where workspace_id = ${ctx.workspace.id}
    union select distinct subject from crm.interaction_contents
    where workspace_id = ${ctx.workspace.id} and length(subject) > 15`;
  return rows.map(({ text }) => text);
}

/** The columns of every table but the ledger's items in which one of these texts still stands, each with the first one. */
export async function tracesLeft(ctx: Context, texts: readonly string[]): Promise<Record<string, string>> {
  const { client } = systemPool();
  const tables = await client<{ name: string }[]>`
    select c.relname as name from pg_class c where c.relnamespace = 'crm'::regnamespace and c.relkind = 'r'
      and c.relname <> 'change_items' and exists (select 1 from pg_attribute a
        where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped) order by 1`;
  // As they stand within JSON.
  const written = texts.map((text) => JSON.stringify(text).slice(1, -1).toLowerCase());
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const columns = await client<{ name: string; text: string }[]>`
      select e.key as name, string_agg(e.value::text, ' ') as text
      from ${client(`crm.${name}`)} t, jsonb_each(to_jsonb(t)) e
      where t.workspace_id = ${ctx.workspace.id} group by 1`;
    for (const column of columns) {
      const stored = column.text.toLowerCase();
      const trace = written.find((text) => stored.includes(text));
      if (trace !== undefined) found[`${name}.${column.name}`] = trace;
    }
  }
  return found;
}

/** How many rows of every other table there is stand in the workspace; tables without any are left out. */
export async function rowsLeft(ctx: Context): Promise<Record<string, number>> {
  const { client } = systemPool();
  const tables = await client<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'crm'::regnamespace and relkind = 'r' order by relname`;
  const counts: Record<string, number> = {};
  for (const { name } of tables.filter((table) => !accounts.has(table.name))) {
    const [row] = await client<{ count: number }[]>`
      select count(*)::int as count from ${client(`crm.${name}`)} where workspace_id = ${ctx.workspace.id}`;
    if (row && row.count > 0) counts[name] = row.count;
  }
  return counts;
}
