import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";

import { canonicalJson, type Target } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { inputOf, type StoredStep, type StoredTarget } from "./internal.ts";

/** What a row is called. */
export const thing: Record<Mention["table"], string> = {
  contacts: "contact",
  companies: "company",
  notes: "note",
  tasks: "task",
  tags: "tag",
  calendar_events: "event",
  memories: "memory",
  threads: "conversation",
  interactions: "mail",
  connections: "account",
  sync_batches: "import",
};

interface Row extends Record<string, unknown> {
  id: string;
  version: number;
  row: Record<string, unknown>;
}

const bookkeeping = new Set([
  "id",
  "workspace_id",
  "owner_id",
  "version",
  "origin",
  "batch_id",
  "created_at",
  "updated_at",
]);

const camelCase = (name: string) => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

/** Fields that an operation writes beside the row's own columns, under the name its input has for them. */
const besides: Partial<Record<Mention["table"], SQL>> = {
  contacts: sql`jsonb_build_object('emails', array(select i.value from crm.contact_identities i
    where i.workspace_id = t.workspace_id and i.contact_id = t.id and i.kind = 'email' and i.deleted_at is null
    order by i.value <> coalesce(t.primary_email, ''), i.id))`,
};

type Seen = (ids: SQL) => SQL;

/**
 * What is not edited here, as people see it. Of an event its etag at Google stands in the place of a version; of mail
 * nothing changes. Nobody locks these.
 */
const seenAs: Partial<Record<Mention["table"], Seen>> = {
  calendar_events: (ids) => sql`
    select e.id, ('x' || substr(md5(e.etag), 1, 7))::bit(28)::int as version, jsonb_build_object('title', c.subject,
      'start_at', e.start_at, 'end_at', e.end_at, 'location', c.location, 'status', e.status) as row
    from crm.calendar_events e
      left join crm.interaction_contents c on c.workspace_id = e.workspace_id and c.interaction_id = e.interaction_id
    where e.id in (${ids})`,
  threads: (ids) => sql`
    select t.id, 0 as version, jsonb_build_object('title', coalesce(nullif(c.subject, ''), 'A conversation')) as row
    from crm.threads t
      left join lateral (select i.workspace_id, i.id from crm.interactions i
        where i.workspace_id = t.workspace_id and i.thread_id = t.id order by i.occurred_at desc limit 1) last on true
      left join crm.interaction_contents c on c.workspace_id = last.workspace_id and c.interaction_id = last.id
    where t.id in (${ids})`,
  interactions: (ids) => sql`
    select i.id, 0 as version, jsonb_build_object('title', coalesce(nullif(c.subject, ''), 'A mail of yours')) as row
    from crm.interactions i
      left join crm.interaction_contents c on c.workspace_id = i.workspace_id and c.interaction_id = i.id
    where i.id in (${ids})`,
  connections: (ids) => sql`
    select c.id, 0 as version, jsonb_build_object('title', c.label) as row from crm.connections c where c.id in (${ids})`,
  sync_batches: (ids) => sql`
    select b.id, 0 as version, jsonb_build_object('title', c.label) as row from crm.sync_batches b
      join crm.connections c on c.workspace_id = b.workspace_id and c.id = b.connection_id
    where b.id in (${ids})`,
};

export const mentionFields: Record<string, Mention["table"]> = {
  threadId: "threads",
  inReplyToInteractionId: "interactions",
  contactId: "contacts",
  contactIds: "contacts",
  companyId: "companies",
  tagId: "tags",
  noteId: "notes",
  taskId: "tasks",
  connectionId: "connections",
  batchId: "sync_batches",
};

/** Rooms whose operations name by "id" what is no target of theirs: nothing of it is edited. */
const idOfRoom: Readonly<Record<string, Mention["table"]>> = {
  connections: "connections",
  failedItems: "connections",
  mailboxDays: "connections",
  batches: "sync_batches",
};

export interface Mention {
  field: string;
  table: Target["table"] | "threads" | "interactions" | "connections" | "sync_batches";
  id: string;
}

type Named = Pick<Mention, "table" | "id">;
/** A row as it is now; only those that a step aims at are kept with it. */
type Current = Omit<StoredTarget, "table"> & Pick<Mention, "table">;

/** Records that an input names by their id, so that a person reads a name in its place. */
export function mentionsOf(operation: string, input: Record<string, unknown>): Mention[] {
  const [room = ""] = operation.split(".");
  const ofRoom = idOfRoom[room];
  const fields = { ...mentionFields, ...(ofRoom ? { id: ofRoom } : {}) };
  return Object.entries(fields).flatMap(([field, table]) => {
    const named = input[field];
    return (Array.isArray(named) ? named : [named]).flatMap((value) => {
      const id = z.uuid().safeParse(value);
      return id.success ? [{ field, table, id: id.data }] : [];
    });
  });
}

const keyOf = ({ table, id }: Named): string => `${table} ${id}`;

export type CurrentTargets = ReadonlyMap<string, Current>;

/** The rows as they are now, by table and id, as far as the caller sees them; `locked` until the transaction ends. */
export async function readTargets(
  tx: Tx,
  targets: readonly Named[],
  { locked }: { locked: boolean },
): Promise<CurrentTargets> {
  const found = new Map<string, Current>();
  for (const table of [...new Set(targets.map((target) => target.table))].sort()) {
    const ids = [...new Set(targets.filter((target) => target.table === table).map(({ id }) => id))];
    const named = sql.join(
      ids.map((id) => sql`${id}::uuid`),
      sql`, `,
    );
    const rows = await tx.execute<Row>(
      seenAs[table]?.(named) ??
        sql`
      select t.id, t.version, to_jsonb(t) || ${besides[table] ?? sql`'{}'::jsonb`} as row
      from ${sql.identifier("crm")}.${sql.identifier(table)} t
      where t.id in (${named})
      order by t.id ${locked ? sql`for update of t` : sql``}`,
    );
    for (const { id, version, row } of rows) {
      const target = { table, id, version, seen: fieldsOf(row) };
      found.set(keyOf(target), target);
    }
  }
  return found;
}

function fieldsOf(row: Record<string, unknown>): Record<string, unknown> {
  const fields = Object.entries(row).filter(([name]) => !bookkeeping.has(name));
  return Object.fromEntries(
    fields.map(([name, value]) => [
      camelCase(name),
      name.endsWith("_at") && typeof value === "string" ? new Date(value).toISOString() : value,
    ]),
  );
}

/** The row as it is now; what is aimed at is what was named. */
export function currentOf(current: CurrentTargets, target: Target): StoredTarget | undefined {
  const found = current.get(keyOf(target));
  return found && { ...found, table: target.table };
}

export const seenOf = (current: CurrentTargets, mention: Named): Record<string, unknown> | undefined =>
  current.get(keyOf(mention))?.seen;

type Difference = Record<string, { seen: unknown; now: unknown }>;

/**
 * What a person has to see before this step may run: null when nothing. A sync raises no version, so what the step
 * itself writes is compared as well.
 */
export function staleFields(step: StoredStep, target: StoredTarget, now: StoredTarget): Difference | null {
  const names = [...new Set([...Object.keys(target.seen), ...Object.keys(now.seen)])];
  const changed = names.filter(
    (name) => canonicalJson([target.seen[name] ?? null]) !== canonicalJson([now.seen[name] ?? null]),
  );
  const written = new Set(Object.keys(inputOf(step)));
  if (now.version === target.version && !changed.some((name) => written.has(name))) return null;
  if (changed.length === 0) return null;
  return Object.fromEntries(
    changed.map((name) => [name, { seen: target.seen[name] ?? null, now: now.seen[name] ?? null }]),
  );
}
