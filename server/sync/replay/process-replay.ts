import { promisify } from "node:util";
import { zstdDecompress } from "node:zlib";

import { sql } from "drizzle-orm";

import { emit, step } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { env } from "#server/env.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { fetchMail } from "../gmail/fetch-mail.ts";
import { openMailbox } from "../gmail/open-mailbox.ts";
import { commitChunk, finishBatch } from "../import/commit.ts";
import { type PreparedMessage, prepareMail } from "../import/prepare.ts";
import type { ImportScope } from "../import/scope.ts";
import { writeSafely } from "../import/write-safely.ts";
import { connectionRow, type ConnectionRow } from "../internal.ts";
import { batchOf } from "../live/new-batch.ts";
import { type FailedRow, failedRows } from "./failed-rows.ts";
import { scopeOfReplay } from "./scope-of-replay.ts";

const decompress = promisify(zstdDecompress);
const chunkSize = 50;

interface Replay {
  job: RunningJob<"failedItems.replay">;
  connection: ConnectionRow;
  /** Made with the first that succeeds, one for mail and one for files. */
  scopes: Map<FailedRow["source"], ImportScope>;
  done: number;
  total: number;
}

/**
 * Tries again what failed: from the bytes that were kept, without asking the provider; what was never handed over is
 * fetched. What succeeds is a batch of its own. A run that was cut off meets only what still fails.
 */
export async function processReplay(job: RunningJob<"failedItems.replay">): Promise<unknown> {
  const { connectionId, itemId } = job.payload;
  const connection = await step(job.ctx, ({ tx }) => connectionRow(tx, connectionId));
  const replay: Replay = { job, connection, scopes: new Map(), done: 0, total: await totalOf(job) };
  let failing = 0;
  let after: string | null = null;
  for (;;) {
    job.signal.throwIfAborted();
    const rows: FailedRow[] = await step(job.ctx, ({ tx }) =>
      failedRows(tx, { connectionId, itemId }, after, chunkSize),
    );
    for (const source of ["gmail", "file"] as const) {
      failing += await replayRows(
        replay,
        source,
        rows.filter((row) => row.source === source),
      );
    }
    after = rows.at(-1)?.id ?? null;
    if (rows.length < chunkSize) break;
  }
  let stored = 0;
  for (const scope of replay.scopes.values()) stored += (await finishBatch(job, scope))["stored"] ?? 0;
  await step(job.ctx, ({ ctx }) => emit(ctx, { type: "connection.changed", payload: { connectionId } }));
  return { stored, failing };
}

async function totalOf(job: RunningJob): Promise<number> {
  const [row] = await step(job.ctx, ({ tx }) =>
    tx.execute<{ total: number }>(
      sql`select progress_total::int as total from crm.jobs where id = ${job.id}`,
    ),
  );
  return row?.total ?? 0;
}

/** Answers how many of them fail again. */
async function replayRows(replay: Replay, source: "gmail" | "file", rows: FailedRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  const { job } = replay;
  const messages = await prepareAgain(replay, source, rows);
  const [good, bad] = [messages.filter(isGood), messages.filter((message) => !isGood(message))];
  replay.done += rows.length;
  const progress = { done: replay.done, total: Math.max(replay.total, replay.done) };
  if (good.length > 0) {
    const scope = await scopeFor(replay, source);
    await commitChunk(job, scope, {
      next: {},
      progress,
      write: async (tx) => {
        const open = await stillFailed(tx, replay.connection.id, good);
        return writeSafely(
          tx,
          scope,
          good.filter(({ item }) => open.has(item)),
        );
      },
    });
  }
  await step(job.ctx, async ({ tx }) => {
    await job.checkpoint(tx, progress);
    for (const { item, outcome } of bad) {
      const error = outcome.kind === "failed" ? (outcome.error ?? null) : null;
      await tx.execute(sql`
        update crm.raw_events set error = coalesce(${error}, error)
        where connection_id = ${replay.connection.id} and provider_item_id = ${item}`);
    }
  });
  await job.told();
  return bad.length;
}

const isGood = ({ outcome }: PreparedMessage): boolean =>
  outcome.kind === "mail" || (outcome.kind === "skipped" && outcome.reason !== "not_a_message");

async function prepareAgain(
  { job, connection }: Replay,
  source: "gmail" | "file",
  rows: readonly FailedRow[],
): Promise<PreparedMessage[]> {
  const messages: PreparedMessage[] = [];
  for (const row of rows) if (row.payload !== null) messages.push(await fromKept(row, row.payload));
  const unread = rows.filter(({ payload }) => payload === null).map(({ item }) => item);
  if (source === "file" || unread.length === 0) return messages;
  const mailbox = await openMailbox(job, connection.id);
  for await (const fetched of fetchMail(mailbox, unread, Math.min(env().IMPORT_CHUNK_SIZE, chunkSize))) {
    messages.push(...fetched.messages);
  }
  return messages;
}

async function fromKept(row: FailedRow, payload: Uint8Array): Promise<PreparedMessage> {
  const raw = row.encoding === "zstd" ? await decompress(payload) : payload;
  const at = row.item_at === null ? null : new Date(row.item_at);
  const about = { at, labels: row.labels, threadId: row.thread, removed: null };
  return prepareMail(row.item, {
    raw,
    byteLength: raw.byteLength,
    ...(row.source === "gmail" ? { about } : {}),
    ...(at ? { envelopeDate: at } : {}),
  });
}

async function scopeFor(
  { job, connection, scopes, total }: Replay,
  source: "gmail" | "file",
): Promise<ImportScope> {
  const known = scopes.get(source);
  if (known) return known;
  const { workspaceId, ownerId, audience, id: connectionId } = connection;
  const batch = await batchOf({ job, row: { workspaceId, ownerId, audience, connectionId, source } }, total);
  const scope = await step(job.ctx, ({ tx }) => scopeOfReplay(tx, connection, batch));
  scopes.set(source, scope);
  return scope;
}

/** Another import may have settled some of them meanwhile. */
async function stillFailed(
  tx: Tx,
  connectionId: string,
  messages: readonly PreparedMessage[],
): Promise<Set<string>> {
  const items = JSON.stringify(messages.map(({ item }) => item));
  const rows = await tx.execute<{ item: string }>(sql`
    select r.provider_item_id as item from crm.raw_events r where r.connection_id = ${connectionId}
      and r.provider_item_id in (select jsonb_array_elements_text(${items}::jsonb))
      and (r.status = 'failed' or r.reason = 'not_a_message')`);
  return new Set(rows.map(({ item }) => item));
}
