import { sql } from "drizzle-orm";
import { z } from "zod";

import type { Today } from "#lib/schemas/insights.ts";
import { toIso } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { waitingPreviews } from "#server/sync/index.ts";

import { cutToMore } from "./some.ts";

const approvalsAtMost = 5;
const jobsAtMost = 5;

interface ApprovalRow extends Record<string, unknown> {
  id: string;
  operation: string;
  name: string | null;
  status: "waiting" | "failed";
  step_count: number;
  created_at: string;
}

/** Of the record it is about, else what it is to be called. */
const nameOfStep = sql.raw(
  `coalesce(${[
    ...["displayName", "name", "title", "body"].map((field) => `{0,targets,0,seen,${field}}`),
    ...["edits", "input"].flatMap((part) =>
      ["displayName", "name", "title", "subject", "body"].map((field) => `{0,${part},${field}}`),
    ),
  ]
    .map((path) => `steps #>> '${path}'`)
    .join(", ")})`,
);

export async function readApprovals(tx: Tx, userId: string): Promise<Today["approvals"]> {
  const rows = await tx.execute<ApprovalRow>(sql`
    select id, coalesce(steps -> 0 ->> 'operation', '') as operation, left(${nameOfStep}, 200) as name, status,
      jsonb_array_length(steps) as step_count, created_at
    from crm.proposals where user_id = ${userId} and status in ('waiting', 'failed')
    order by id desc limit ${approvalsAtMost + 1}`);
  return cutToMore(rows, approvalsAtMost, (row) => ({
    id: row.id,
    operation: row.operation,
    name: row.name,
    status: row.status,
    stepCount: row.step_count,
    createdAt: toIso(row.created_at),
  }));
}

interface JobRow extends Record<string, unknown> {
  id: string;
  kind: string;
  status: "queued" | "running" | "paused";
  progress_done: number;
  progress_total: number;
  created_at: string;
}

export async function readUnfinishedJobs(tx: Tx, userId: string): Promise<Today["jobs"]> {
  const rows = await tx.execute<JobRow>(sql`
    select id, kind, status, progress_done::float8, progress_total::float8, created_at from crm.jobs
    where user_id = ${userId} and status in ('queued', 'running', 'paused') order by id desc limit ${jobsAtMost + 1}`);
  return cutToMore(rows, jobsAtMost, (row) => ({
    id: row.id,
    kind: row.kind,
    status: row.status,
    progress: { done: row.progress_done, total: row.progress_total },
    createdAt: toIso(row.created_at),
  }));
}

/** What is still being read is among the jobs. */
export async function readPreviews(tx: Tx, userId: string): Promise<Today["previews"]> {
  const waiting = await waitingPreviews(tx, userId);
  return waiting.flatMap(({ id, label, source, status, createdAt }) =>
    status === "ready" ? [{ id, label, source, createdAt }] : [],
  );
}

interface ConnectionRow extends Record<string, unknown> {
  id: string;
  label: string;
  account: string | null;
  state: "active" | "reconnect_needed";
  error: unknown;
}

const SyncError = z.object({ message: z.string() });

/** The caller's own connections that were shut out, or whose last sync the provider refused. */
export async function readConnectionsToMend(tx: Tx, userId: string): Promise<Today["connectionsToMend"]> {
  const rows = await tx.execute<ConnectionRow>(sql`
    select k.id, k.label, k.account, k.state,
      (select s.error from crm.sync_cursors s where s.workspace_id = k.workspace_id and s.connection_id = k.id
        and s.error is not null order by s.id limit 1) as error
    from crm.connections k
    where k.owner_id = ${userId} and not k.removed and (k.state = 'reconnect_needed' or (k.state = 'active' and exists (
      select 1 from crm.sync_cursors s where s.workspace_id = k.workspace_id and s.connection_id = k.id and s.error is not null)))
    order by k.id desc limit 20`);
  return rows.map(({ id, label, account, state, error }) => ({
    id,
    label,
    account,
    state: state === "reconnect_needed" ? "reconnect" : "failing",
    message: SyncError.safeParse(error).data?.message ?? null,
  }));
}
