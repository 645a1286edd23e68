import { sql } from "drizzle-orm";

import { latestOccurrence } from "#server/calendar/index.ts";
import { newId, openChangeSet, sealChangeSet, step } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { lockMail } from "../import/commit.ts";
import { refreshStats } from "../import/stats.ts";
import { refreshThreads } from "../import/threads.ts";
import type { Following } from "./following.ts";

interface SeriesRow extends Record<string, unknown> {
  interaction_id: string;
  thread_id: string;
  start_at: string;
  time_zone: string;
  recurrence: string[];
  occurred_at: string;
}

/** Time changes what a calendar means: meetings that have been since the last sync touch those who took part. */
export async function noteMeetingsPassed({ job, row }: Following): Promise<void> {
  const since = (row.syncedAt ?? row.createdAt).toISOString();
  await step(job.ctx, async ({ ctx, tx }) => {
    await lockMail(tx, row.ownerId);
    const moved = await seriesThatWentOn(tx, row.connectionId, since);
    const contactIds = await metSince(tx, row.connectionId, since, moved);
    if (moved.length === 0 && contactIds.length === 0) return;
    const set = { id: newId(), operation: "connections.sync", kind: "sync" as const };
    await openChangeSet(tx, { ...ctx, reason: { jobId: job.id, connectionId: row.connectionId } }, set);
    const rows = JSON.stringify(moved.map(({ interactionId, at }) => ({ id: interactionId, at })));
    for (const [table, key] of [
      ["interactions", "id"],
      ["interaction_participants", "interaction_id"],
    ] as const) {
      await tx.execute(sql`
        update crm.${sql.identifier(table)} t set occurred_at = m.at
        from jsonb_to_recordset(${rows}::jsonb) as m(id uuid, at timestamptz) where t.${sql.identifier(key)} = m.id`);
    }
    await refreshThreads(
      tx,
      moved.map(({ threadId }) => threadId),
    );
    await refreshStats(tx, row, contactIds);
    await sealChangeSet(tx, true);
  });
}

interface Moved {
  interactionId: string;
  threadId: string;
  at: string;
}

async function seriesThatWentOn(tx: Tx, connectionId: string, since: string): Promise<Moved[]> {
  const rows = await tx.execute<SeriesRow>(sql`
    select e.interaction_id, i.thread_id, e.start_at, e.time_zone, e.recurrence, i.occurred_at
    from crm.calendar_events e join crm.interactions i on i.workspace_id = e.workspace_id and i.id = e.interaction_id
    where e.connection_id = ${connectionId} and e.recurrence <> '{}' and e.status <> 'cancelled'
      and e.start_at <= now() and (e.recurs_until is null or e.recurs_until > ${since}::timestamptz)`);
  const now = new Date();
  return rows.flatMap((row) => {
    const series = {
      startAt: new Date(row.start_at),
      timeZone: row.time_zone,
      recurrence: row.recurrence,
    };
    const at = latestOccurrence(series, now);
    if (at > now || at.getTime() <= Date.parse(row.occurred_at)) return [];
    return [{ interactionId: row.interaction_id, threadId: row.thread_id, at: at.toISOString() }];
  });
}

async function metSince(
  tx: Tx,
  connectionId: string,
  since: string,
  moved: readonly Moved[],
): Promise<string[]> {
  const ids = `{${moved.map(({ interactionId }) => interactionId).join(",")}}`;
  const rows = await tx.execute<{ contact_id: string }>(sql`
    select distinct p.contact_id from crm.calendar_events e
      join crm.interaction_participants p on p.workspace_id = e.workspace_id and p.interaction_id = e.interaction_id
    where e.connection_id = ${connectionId} and p.contact_id is not null
      and ((p.occurred_at > ${since}::timestamptz and p.occurred_at <= now()) or e.interaction_id = any(${ids}::uuid[]))`);
  return rows.map((row) => row.contact_id);
}
