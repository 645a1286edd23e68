import { sql } from "drizzle-orm";

import { systemPool } from "#server/db/index.ts";
import { storage } from "#server/storage/index.ts";

/** An upload whose request was cut off, or that never came to its end, is nobody's after a day. */
const orphanAfterMs = 24 * 3_600_000;
const deletedKeptDays = 30;
/** Of a job that ended well: that it did stands in its own row. */
const logKeptDays = 90;

/** Forgets what has served: events handed out, answers kept for repeats, and files that no row names. */
export async function cleanUp(): Promise<void> {
  const { db } = systemPool();
  await db.execute(sql`delete from crm.outbox where dispatched_at < now() - interval '2 days'`);
  await db.execute(sql`delete from crm.idempotency_keys where expires_at < now()`);
  // An account is asked hundreds of times a day: those that brought something are named by their import.
  await db.execute(sql`
    delete from crm.jobs j where j.kind in ('connections.sync', 'connections.watch') and j.status = 'done'
      and j.finished_at < now() - interval '1 day'
      and not exists (select 1 from crm.sync_batches b where b.workspace_id = j.workspace_id and b.job_id = j.id)`);
  await db.execute(sql`
    delete from crm.job_log_entries e using crm.jobs j where j.workspace_id = e.workspace_id and j.id = e.job_id
      and j.status in ('done', 'cancelled') and j.finished_at < now() - make_interval(days => ${logKeptDays})`);
  await db.execute(sql`delete from crm.provider_questions where created_at < now() - interval '30 days'`);
  // As long as mail that was deleted can be taken back, so can what changed of a meeting.
  await db.execute(sql`
    delete from crm.event_versions where created_at < now() - make_interval(days => ${deletedKeptDays})`);
  await db.execute(sql`delete from crm.model_bodies where created_at < now() - interval '30 days'`);
  await db.execute(sql`delete from crm.model_results where used_at < now() - interval '30 days'`);
  await forgetDeletedMail();
  const before = new Date(Date.now() - orphanAfterMs);
  await removeUnfinished(before);
  await removeOrphans(before);
}

/** Forgets uploads that were announced before `before` and never said to be there, with what came of them. */
export async function removeUnfinished(before: Date): Promise<void> {
  const rows = await systemPool().db.execute<{ storage_key: string }>(sql`
    delete from crm.uploads where connection_id is null and created_at < ${before.toISOString()}
    returning storage_key`);
  for (const { storage_key } of rows) await storage().remove(storage_key);
}

/** Of mail that its owner deleted for good at the provider, what it said is forgotten after as long as a bin keeps things. */
async function forgetDeletedMail(): Promise<void> {
  await systemPool().db.execute(sql`
    update crm.raw_events set payload = null, encoding = 'none'
    where removed_reason = 'deleted' and removed_at < now() - make_interval(days => ${deletedKeptDays}) and payload is not null`);
}

/** Removes stored files that were written before `before` and belong to no upload. */
export async function removeOrphans(before: Date): Promise<void> {
  for await (const key of storage().olderThan(before)) {
    const [named] = await systemPool().db.execute(sql`
      select 1 from crm.uploads where storage_key = ${key} and removed_at is null`);
    if (!named) await storage().remove(key);
  }
}
