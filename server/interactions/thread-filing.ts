import { sql } from "drizzle-orm";
import { z } from "zod";

import type { Thread } from "#lib/schemas/interactions.ts";
import type { Tx } from "#server/db/index.ts";

import { uuidArray } from "./rows.ts";

/** Label changes of an account that are looked through for a name. */
const changesMax = 200;

interface Whose {
  threadId: string;
  userId: string;
}

interface Filed extends Record<string, unknown> {
  connection_id: string;
  labels: string[];
  is_own: boolean;
}

/** Where a conversation stands in Gmail, as it was at the last sync. */
export async function filingOf(
  tx: Tx,
  { threadId, userId }: Whose,
): Promise<Pick<Thread, "archived" | "labels">> {
  const mails = await tx.execute<Filed>(sql`
    select r.connection_id, r.labels, r.owner_id = ${userId} as is_own
    from crm.interactions i join crm.raw_events r on r.workspace_id = i.workspace_id and r.interaction_id = i.id
    where i.thread_id = ${threadId} and r.source = 'gmail' and r.removed_at is null`);
  // What was only sent never stood in the inbox.
  const archived =
    mails.some(({ labels }) => !labels.includes("SENT")) &&
    mails.every(({ labels }) => !labels.includes("INBOX"));
  const own = mails.filter((mail) => mail.is_own);
  const ids = new Set(own.flatMap(({ labels }) => labels.filter(isOfPerson)));
  if (ids.size === 0) return { archived, labels: [] };
  const names = await namesOf(tx, [...new Set(own.map((mail) => mail.connection_id))]);
  const labels = [...ids].flatMap((id) => names.get(id) ?? []).sort((a, b) => a.localeCompare(b, "en"));
  return { archived, labels };
}

/** Gmail's own are written in capitals: INBOX, CATEGORY_UPDATES. */
const isOfPerson = (id: string): boolean => !/^[A-Z_]+$/.test(id);

/** Names of labels as far as they are known here: what was labelled from here, and what previews read. */
async function namesOf(tx: Tx, connectionIds: readonly string[]): Promise<Map<string, string>> {
  const seen = await tx.execute<{ id: string; name: string }>(sql`
    select distinct on (label ->> 'id') label ->> 'id' as id, label ->> 'name' as name
    from crm.previews p cross join lateral jsonb_array_elements(p.result -> 'labels') label
    where p.connection_id = any(${uuidArray(connectionIds)}) and p.source = 'gmail'
      and jsonb_typeof(p.result -> 'labels') = 'array'
    order by label ->> 'id', p.id desc`);
  const changes = await tx.execute<{ names: unknown; added: string | null }>(sql`
    select f.request -> 'add' as names, f.response -> 'done' ->> 'added' as added from crm.effects f
    where f.operation = 'mail.label' and (f.request ->> 'connectionId')::uuid = any(${uuidArray(connectionIds)})
    order by f.settled_at desc nulls last limit ${changesMax}`);
  return new Map([...changes.flatMap(labelsMade), ...seen.map(({ id, name }) => [id, name] as const)]);
}

const Names = z.array(z.string());

/** A change notes ids in the order in which the labels were named. */
function labelsMade({
  names,
  added,
}: {
  names: unknown;
  added: string | null;
}): (readonly [string, string])[] {
  const named = Names.safeParse(names).data ?? [];
  const ids = added === null ? [] : Object.keys(z.record(z.string(), z.unknown()).parse(JSON.parse(added)));
  return ids.length === named.length ? ids.map((id, place) => [id, named[place] ?? id] as const) : [];
}
