import { type SQL, sql } from "drizzle-orm";

import type { Finding, Understood } from "#lib/schemas/whereabouts.ts";
import { wholeDayAt } from "#lib/whole-day.ts";
import { addDays, startOfDay } from "#lib/zone.ts";
import type { Tx } from "#server/db/index.ts";

import { messageKey } from "../mail/index.ts";
import { becauseOf, finding } from "./finding.ts";

const mailsMax = 8;
const candidatesMax = 200;

interface MailRow extends Record<string, unknown> {
  id: string;
  thread_id: string;
  at: string;
  start_date: string | null;
  time_zone: string | null;
  subject: string | null;
  from: string | null;
  removed_reason: string | null;
  is_removed: boolean;
}

/** Mail that stands here and is meant by these words, newest first. */
export async function findMail(tx: Tx, asked: Understood, timeZone: string): Promise<Finding[]> {
  const rows = await tx.execute<MailRow>(sql`
    select i.id, i.thread_id, i.occurred_at as at, coalesce(c.subject, b.subject) as subject, f.address as "from", r.removed_reason, r.removed_at is not null as is_removed,
      e.start_date, e.time_zone
    from crm.interactions i left join crm.interaction_contents c on c.workspace_id = i.workspace_id and c.interaction_id = i.id
      left join crm.interaction_subjects b on b.workspace_id = i.workspace_id and b.interaction_id = i.id
      left join crm.calendar_events e on e.workspace_id = i.workspace_id and e.interaction_id = i.id
      left join lateral (select p.address from crm.interaction_participants p where p.workspace_id = i.workspace_id
        and p.interaction_id = i.id and p.role in ('from', 'organizer') limit 1) f on true
      left join lateral (select s.removed_reason, s.removed_at from crm.raw_events s where s.workspace_id = i.workspace_id
        and s.interaction_id = i.id order by s.removed_at nulls first limit 1) r on true
    where ${meant(asked)} and ${on(asked, timeZone)} order by i.occurred_at desc, i.id limit ${mailsMax}`);
  return rows.map((row) => {
    const known = {
      subject: row.subject,
      from: row.from,
      at: new Date(row.at).toISOString(),
      startDate: wholeDayAt(row.at, row),
      interactionId: row.id,
      threadId: row.thread_id,
    };
    if (!row.is_removed) return finding("here", "It is here.", known);
    return finding(
      "off_the_lists",
      `It came in, and is off the lists: ${placeWords(row.removed_reason)}.`,
      known,
    );
  });
}

const placeWords = (reason: string | null): string => {
  switch (reason) {
    case "spam":
      return "it lies in spam at Google";
    case "trash":
      return "it lies in the bin at Google";
    case "draft":
      return "it is a draft at Google";
    default:
      return "it was deleted at Google";
  }
};

function meant({ kind, value }: Understood): SQL {
  switch (kind) {
    case "message_id":
      return sql`i.message_key = ${keyOf(value)}`;
    case "address":
      return sql`i.id in (select p.interaction_id from crm.interaction_participants p where p.address = ${value})`;
    case "subject":
      // Candidates by the words, which an index finds; then those whose subject holds the text as it was pasted.
      return sql`i.id in (select m.interaction_id from app.mail_candidates(${value}, ${candidatesMax}) m)
        and position(lower(${value}) in lower(coalesce(c.subject, b.subject))) > 0`;
  }
}

export const keyOf = (messageId: string): string => messageKey({ messageId, digest: "" });

function on({ day }: Understood, timeZone: string): SQL {
  if (day === null) return sql`true`;
  const [start, end] = [startOfDay(day, timeZone), startOfDay(addDays(day, 1), timeZone)];
  return sql`i.occurred_at >= ${start.toISOString()} and i.occurred_at < ${end.toISOString()}`;
}

export interface ItemRow extends Record<string, unknown> {
  id: string;
  status: "stored" | "skipped" | "failed";
  reason: string | null;
  error: string | null;
  created_at: string;
  connection_id: string;
  label: string;
  batch_id: string;
  by_rule: boolean;
  removed_reason: string | null;
}

/** What an import decided of one item, in words. */
export function itemFinding(row: ItemRow, known: Partial<Finding> = {}): Finding {
  const by = row.by_rule ? "the rule for what comes later" : "the import that was approved";
  const about = {
    at: new Date(row.created_at).toISOString(),
    connectionId: row.connection_id,
    batchId: row.batch_id,
    ...known,
  };
  if (row.status === "failed") {
    const why = row.error ?? `Google did not hand it over (${becauseOf(row.reason)})`;
    return finding("failed", `It could not be brought from ${row.label}: ${why}. Try it again from here.`, {
      ...about,
      itemId: row.id,
    });
  }
  return finding("skipped", `Left out by ${by} of ${row.label}, because ${becauseOf(row.reason)}.`, about);
}

export const itemColumns = sql`r.id, r.status, r.reason, r.error, r.created_at, r.connection_id, k.label, r.batch_id,
  b.preview_id is null as by_rule, r.removed_reason`;
export const itemJoins = sql`join crm.connections k on k.workspace_id = r.workspace_id and k.id = r.connection_id
  join crm.sync_batches b on b.workspace_id = r.workspace_id and b.id = r.batch_id`;

/** What an import read and left out, or could not bring, by its Message-ID. */
export async function findItems(tx: Tx, messageId: string): Promise<Finding[]> {
  const rows = await tx.execute<ItemRow>(sql`
    select ${itemColumns} from crm.raw_events r ${itemJoins}
    where r.message_key = ${keyOf(messageId)} and r.status <> 'stored' and r.interaction_id is null
    order by r.created_at desc limit ${mailsMax}`);
  return rows.map((row) => itemFinding(row));
}
