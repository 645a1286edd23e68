import { promisify } from "node:util";
import { zstdDecompress } from "node:zlib";

import { sql } from "drizzle-orm";

import type { Tx } from "#server/db/index.ts";
import { env } from "#server/env.ts";

import { partsOfItem } from "../../calendars/parts.ts";
import { choicesOfRule, StandingRule } from "../../cursors.ts";
import { leftOutOf } from "../../events/event-choice.ts";
import { judgeEvent } from "../../events/prepare-event.ts";
import type { MeetingEvent, PreparedEvent } from "../../events/types.ts";
import type { Following } from "../following.ts";

const decompress = promisify(zstdDecompress);

interface Copy extends Record<string, unknown> {
  item: string;
  payload: Uint8Array;
  byte_size: string;
  rule: unknown;
  time_zone: string | null;
}

interface Heir {
  /** The calendar that it stands in. */
  following: Omit<Following, "cursor">;
  prepared: PreparedEvent;
  event: MeetingEvent;
}

/**
 * The same meeting in another calendar of the account: where it is called off in one, it takes place by the other, first by
 * one that is followed. Null where it stands in none, was called off there too, or is not let in from there.
 */
export async function heirOf(
  tx: Tx,
  following: Omit<Following, "cursor">,
  interactionId: string,
): Promise<Heir | null> {
  const { row } = following;
  const copies = await tx.execute<Copy>(sql`
    select r.provider_item_id as item, r.payload, r.byte_size, coalesce(s.rule, s.revoked_rule) as rule, k.time_zone
    from crm.raw_events r
      join crm.sync_cursors s on s.workspace_id = r.workspace_id and s.connection_id = r.connection_id and s.source = 'calendar'
        and coalesce(s.rule, s.revoked_rule) is not null and s.part <> ${row.part} and starts_with(r.provider_item_id, s.part || '/')
      left join crm.account_calendars k on k.workspace_id = s.workspace_id and k.connection_id = s.connection_id and k.calendar_id = s.part
    where r.interaction_id = ${interactionId} and r.connection_id = ${row.connectionId} and r.payload is not null
      and r.removed_reason is null
    order by s.rule is null, r.id`);
  for (const copy of copies) {
    const heir = await readCopy(following, copy);
    if (heir) return heir;
  }
  return null;
}

async function readCopy(following: Omit<Following, "cursor">, copy: Copy): Promise<Heir | null> {
  const { row } = following;
  const rule = StandingRule.safeParse(copy.rule);
  if (!rule.success) return null;
  const { calendarId, eventId } = partsOfItem(copy.item);
  const bytes = await decompress(copy.payload, { maxOutputLength: env().MESSAGE_MAX_BYTES });
  const prepared = judgeEvent(
    {
      item: copy.item,
      providerEventId: eventId,
      payload: Buffer.from(copy.payload),
      byteLength: Number(copy.byte_size),
    },
    JSON.parse(bytes.toString("utf8")),
    {
      calendarId,
      timeZone: copy.time_zone ?? "UTC",
      ownAddresses: new Set(rule.data.addresses),
      now: new Date(),
    },
  );
  if (prepared.outcome.kind !== "event" || prepared.outcome.event.status === "cancelled") return null;
  if (leftOutOf(prepared, choicesOfRule(rule.data).choices) !== null) return null;
  return {
    following: { ...following, rule: rule.data, row: { ...row, part: calendarId } },
    prepared,
    event: prepared.outcome.event,
  };
}
