import { sql } from "drizzle-orm";

import type { MailReading } from "#lib/schemas/suggestions.ts";
import { toIso } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { candidatesFor, costOf, mostOf } from "#server/llm/index.ts";

import { extractPrompt } from "./extract-prompt.ts";

export interface OwnMail {
  interactionId: string;
  threadId: string;
  /** Of the sender, lower case. */
  address: string;
  at: string;
  /** Their own words and what they signed with; not what they quote. */
  text: string;
}

interface Row extends Record<string, unknown> {
  id: string;
  thread_id: string;
  address: string;
  occurred_at: string;
  text: string;
}

/** A quote between their own words is nobody's signature, and not theirs. */
const withoutQuotes = (text: string): string =>
  text
    .split("\n")
    .filter((line) => !/^\s*>/.test(line))
    .join("\n")
    .trim();

const mailsMax = 5;
const textMax = 2_400;

/** The newest mails that the contact wrote itself, of what the caller may read. */
export async function mailsOf(tx: Tx, contactId: string): Promise<OwnMail[]> {
  const rows = await tx.execute<Row>(sql`
    select i.id, i.thread_id, p.address, i.occurred_at, left(c.body || E'\n' || c.signature, ${textMax}::int) as text
    from crm.contact_identities own
      join crm.interaction_participants p on p.address = own.value and p.role = 'from'
      join crm.interactions i on i.id = p.interaction_id
      join crm.interaction_contents c on c.interaction_id = i.id
    where own.contact_id = ${contactId} and own.kind = 'email' and own.deleted_at is null
      and i.kind = 'email' and i.sender_kind = 'person'
    order by i.occurred_at desc, i.id limit ${mailsMax}::int`);
  return rows.map((row) => ({
    interactionId: row.id,
    threadId: row.thread_id,
    address: row.address,
    at: toIso(row.occurred_at),
    text: withoutQuotes(row.text),
  }));
}

export const outputTokensMax = 900;
/** Fewer than in any text: what is told of a price is rather too much. */
const lettersPerToken = 2.5;
/** The schema that follows the prompt, and what stands around the mails. */
const framingTokens = 400;

/** What asking a model about these mails would take; null where none can be asked, or there is nothing to read. */
export function readingOf(mails: readonly OwnMail[]): MailReading | null {
  const [candidate] = candidatesFor("extract");
  if (!candidate || mails.length === 0) return null;
  const letters = mails.reduce((sum, { text }) => sum + text.length, extractPrompt.text.length);
  const atMost = {
    inputTokens: Math.ceil(letters / lettersPerToken) + framingTokens,
    cachedInputTokens: 0,
    outputTokens: outputTokensMax,
  };
  const today = new Date().toISOString().slice(0, 10);
  const { priced } = costOf(candidate, atMost, today);
  const atMostMicros = priced ? mostOf(candidate, atMost, today) : null;
  return { mailCount: mails.length, model: candidate.model, atMostMicros };
}
