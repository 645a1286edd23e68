import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";

import type { ListThreadsInput } from "#lib/schemas/interactions.ts";

/** Where a page of threads goes on: the last touch and id of the last thread that was looked at. */
export type ThreadPlace = readonly [lastAt: string, id: string];

export interface ThreadChoice extends Pick<
  z.output<typeof ListThreadsInput>,
  "filter" | "contactId" | "text"
> {
  userId: string;
  after: ThreadPlace | null;
  limit: number;
}

/** Ranked at most when threads are looked for by words. */
const textMatchesAtMost = 500;

/** The newest threads of mail that may be meant, in order: `id, owner_id, last_at, message_count`. */
export function threadCandidates({ filter, userId, contactId, text, after, limit }: ThreadChoice): SQL {
  const conditions = [
    sql`t.kind = 'mail' and t.last_at is not null`,
    after &&
      sql`t.last_at <= ${after[0]}::timestamptz and (t.last_at < ${after[0]}::timestamptz or t.id > ${after[1]})`,
    contactId === undefined ? null : sql`t.id = any (array(${threadsWith(contactId)}))`,
    text === undefined ? null : sql`t.id = any (array(${threadsSaying(text)}))`,
  ].filter((condition) => condition !== null);
  const from = (owner: SQL) => sql`
    select t.id, t.owner_id, t.last_at, t.message_count from crm.threads t
    where ${owner} and ${sql.join(conditions, sql` and `)}
    order by t.last_at desc nulls last, t.id limit ${limit}`;
  // Whoever waits, waits for the owner of the mailbox.
  if (filter === "waiting") return from(sql`t.owner_id = ${userId}`);
  if (contactId !== undefined || text !== undefined) return from(sql`true`);
  // One owner's threads stand in the order of an index; those of several are merged.
  return sql`
    select mine.* from (select user_id as id from crm.members union select owner_id from crm.connections) o
      cross join lateral (${from(sql`t.owner_id = o.id`)}) mine
    order by mine.last_at desc, mine.id limit ${limit}`;
}

const threadsWith = (contactId: string): SQL => sql`
  select i.thread_id from crm.interaction_participants p
    join crm.interactions i on i.workspace_id = p.workspace_id and i.id = p.interaction_id
  where p.contact_id = ${contactId}`;

const threadsSaying = (text: string): SQL => sql`
  select i.thread_id from app.mail_candidates(${text}, ${textMatchesAtMost}) m
    join crm.interactions i on i.id = m.interaction_id`;
