import { promisify } from "node:util";
import { zstdDecompress } from "node:zlib";

import { sql } from "drizzle-orm";
import { z } from "zod";

import type { Tx } from "#server/db/index.ts";

import { isFailure, parseHeaders, shownLine } from "./mail/index.ts";
import { uuidArray } from "./rows.ts";

const decompress = promisify(zstdDecompress);
/** Kept bytes that are read for one list, and what each may hold: a header stands at the beginning of a mail. */
const [readMax, keptBytesMax, rawBytesMax] = [100, 512 * 1024, 8 * 1024 ** 2];
const lineMax = 300;

/** What something is called and who it is from, as far as anything of it is here. */
export interface KnownOfItem {
  subject: string | null;
  from: string | null;
}

export const nothingKnown: KnownOfItem = { subject: null, from: null };

type Named = KnownOfItem & Record<string, unknown> & { id: string };

/**
 * What is known of items that did not come in, by the ids of their raw events: from the same mail or meeting where that
 * stands here by another way, else from the bytes that were kept. Of what was left out by choice nothing is kept.
 */
export async function knownOfItems(tx: Tx, ids: readonly string[]): Promise<Map<string, KnownOfItem>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.execute<Named>(sql`
    select r.id, coalesce(c.subject, s.subject) as subject, f."from" from crm.raw_events r
      join lateral (select i.workspace_id, i.id from crm.interactions i where i.workspace_id = r.workspace_id
        and (i.id = r.interaction_id or (r.interaction_id is null and i.owner_id = r.owner_id and i.message_key = r.message_key))
        limit 1) i on true
      left join crm.interaction_contents c on c.workspace_id = i.workspace_id and c.interaction_id = i.id
      left join crm.interaction_subjects s on s.workspace_id = i.workspace_id and s.interaction_id = i.id
      left join lateral (select coalesce(p.name, p.address) as "from" from crm.interaction_participants p
        where p.workspace_id = i.workspace_id and p.interaction_id = i.id and p.role in ('from', 'organizer') limit 1) f on true
    where r.id = any(${uuidArray(ids)})`);
  const known = new Map<string, KnownOfItem>(rows.map(({ id, subject, from }) => [id, { subject, from }]));
  const others = ids.filter((id) => !known.has(id));
  for (const [id, found] of await fromKeptBytes(tx, others)) known.set(id, found);
  return known;
}

interface Kept extends Record<string, unknown> {
  id: string;
  source: "file" | "gmail" | "calendar";
  payload: Uint8Array;
  encoding: "none" | "zstd";
}

async function fromKeptBytes(tx: Tx, ids: readonly string[]): Promise<[string, KnownOfItem][]> {
  if (ids.length === 0) return [];
  const rows = await tx.execute<Kept>(sql`
    select id, source, payload, encoding from crm.raw_events
    where id = any(${uuidArray(ids)}) and octet_length(payload) <= ${keptBytesMax} order by id desc limit ${readMax}`);
  const found: [string, KnownOfItem][] = [];
  for (const { id, source, payload, encoding } of rows) {
    try {
      const raw = encoding === "zstd" ? await decompress(payload, { maxOutputLength: rawBytesMax }) : payload;
      const known = source === "calendar" ? ofEvent(raw) : ofMail(raw);
      if (known) found.push([id, known]);
    } catch {
      // What cannot be read names nothing: it failed for that.
    }
  }
  return found;
}

function ofMail(raw: Uint8Array): KnownOfItem | null {
  const message = parseHeaders(raw);
  if (isFailure(message)) return null;
  return { subject: message.subject, from: message.from ? message.from.name || message.from.address : null };
}

const Event = z.object({
  summary: z.string().nullish(),
  organizer: z.object({ email: z.string().nullish(), displayName: z.string().nullish() }).nullish(),
});

function ofEvent(raw: Uint8Array): KnownOfItem | null {
  const event = Event.safeParse(JSON.parse(Buffer.from(raw).toString("utf8"))).data;
  if (!event?.summary && !event?.organizer) return null;
  const { summary, organizer } = event;
  const from = organizer?.displayName || organizer?.email;
  return {
    subject: shownLine(summary ?? "", lineMax),
    from: from ? shownLine(from, lineMax) : null,
  };
}
