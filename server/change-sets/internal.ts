import { type SQL, sql } from "drizzle-orm";

import { notFound } from "#lib/errors.ts";
import { ActorKind, type ChangeSetSummary, type ChangeSubject } from "#lib/schemas/change-sets.ts";
import type { Tx } from "#server/db/index.ts";

export interface ChangeSetRow extends Record<string, unknown> {
  id: string;
  user_id: string;
  user_name: string | null;
  operation: string;
  kind: ChangeSetSummary["kind"];
  status: ChangeSetSummary["status"];
  actor_kind: string | null;
  reason: Record<string, string>;
  item_count: number;
  step_count: number;
  batch_content: "mail" | "meetings";
  batch_stored: number | null;
  batch_label: string | null;
  reverts_id: string | null;
  reverts_part: number | null;
  reverted_by_id: string | null;
  created_at: string;
  sealed_at: string | null;
}

/** Who acted: of what a person approved, who proposed it; the person stays whom it was done for. */
export const actorKindOf = sql`case
  when s.operation <> 'proposals.approve' then s.actor ->> 'kind'
  when s.reason ->> 'threadId' is not null then 'assistant'
  when s.reason ->> 'client' is not null then 'mcp'
  when s.reason ->> 'automationId' is not null then 'automation'
  else s.actor ->> 'kind' end`;

/** The steps of a joint approval; of its taking-back those that had not gone back by themselves before. */
const stepCountOf = sql`(
  select count(*)::int from crm.change_sets w cross join lateral (
    select i.part from crm.change_items i where i.change_set_id = w.id and i.part is not null
    union select e.part from crm.effects e where e.change_set_id = w.id and e.part is not null) p
  where w.id = coalesce(s.reverts_id, s.id) and w.operation = 'proposals.approve' and s.reverts_part is null
    and not exists (select 1 from crm.change_sets r where r.reverts_id = w.id and r.reverts_part = p.part
      and r.reverted_by_id is null and r.id < s.id))`;

/** Change sets of the workspace with the name of who made them, newest first. */
export function changeSetRows(tx: Tx, where: SQL, limit: number): Promise<ChangeSetRow[]> {
  return tx.execute<ChangeSetRow>(sql`
    select s.id, s.user_id, p.display_name as user_name, s.operation, s.kind, s.status, ${actorKindOf} as actor_kind,
      s.reason, s.item_count, greatest(${stepCountOf}, 1) as step_count, s.reverts_id, s.reverts_part, s.reverted_by_id, s.created_at, s.sealed_at,
      case when b.source = 'calendar' or u.file_kind in ('ics', 'zip_ics') then 'meetings' else 'mail' end as batch_content, b.stored as batch_stored, c.label as batch_label
    from crm.change_sets s
      left join crm.sync_batches b on s.kind = 'sync' and b.id = (s.reason ->> 'batchId')::uuid
      left join crm.connections c on c.id = b.connection_id
      left join crm.uploads u on b.source = 'file' and u.connection_id = b.connection_id
      left join crm.profiles p on p.workspace_id = s.workspace_id and p.user_id = s.user_id
    where ${where} order by s.id desc limit ${limit}`);
}

/** Throws not_found, also for another workspace's. */
export async function changeSetRow(tx: Tx, id: string): Promise<ChangeSetRow> {
  const [row] = await changeSetRows(tx, sql`s.id = ${id}`, 1);
  if (!row) throw notFound("change");
  return row;
}

/**
 * The same, held until the transaction ends: of two who take it back the second sees what the first did. Of what goes
 * back to a taking-back of a part the whole is held as well, and first: every caller in the same order.
 */
export async function lockedChangeSetRow(tx: Tx, id: string): Promise<ChangeSetRow> {
  const whole = await wholeOfPart(tx, id);
  if (whole) await tx.execute(sql`select app.lock_change_set(${whole.id})`);
  await tx.execute(sql`select app.lock_change_set(${id})`);
  return changeSetRow(tx, id);
}

interface Whole extends Record<string, unknown> {
  id: string;
  is_back: boolean;
}

/** The set of which this one took a part back, or did so again, or did again what it had done; null of any other. */
export async function wholeOfPart(tx: Tx, id: string): Promise<Whole | null> {
  const [row] = await tx.execute<Whole>(sql`
    with recursive line as (
      select s.reverts_id, s.reverts_part from crm.change_sets s where s.id = ${id}
      union all
      select s.reverts_id, s.reverts_part from line join crm.change_sets s on s.id = line.reverts_id
      where line.reverts_part is null)
    select w.id, w.reverted_by_id is not null as is_back
    from line join crm.change_sets w on w.id = line.reverts_id where line.reverts_part is not null limit 1`);
  return row ?? null;
}

export function toSummary(row: ChangeSetRow, subject: ChangeSubject | undefined): ChangeSetSummary {
  return {
    id: row.id,
    operation: row.operation,
    kind: row.kind,
    status: row.status,
    // Sets that migrations and provisioning write may name nobody.
    actorKind: ActorKind.catch("system").parse(row.actor_kind),
    who: { id: row.user_id, name: row.user_name },
    reason: row.reason,
    itemCount: row.item_count,
    stepCount: row.step_count,
    subject: subject ?? null,
    imported:
      row.batch_stored !== null && row.batch_label !== null
        ? { content: row.batch_content, stored: row.batch_stored, label: row.batch_label }
        : null,
    revertsId: row.reverts_id,
    revertsPart: row.reverts_part,
    revertedById: row.reverted_by_id,
    createdAt: new Date(row.created_at).toISOString(),
    sealedAt: row.sealed_at ? new Date(row.sealed_at).toISOString() : null,
  };
}

/** The array literal of Postgres for ids. */
export const idArray = (ids: Iterable<string>): SQL => sql`${`{${[...ids].join(",")}}`}::uuid[]`;
