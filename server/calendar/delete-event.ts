import { sql } from "drizzle-orm";

import { notFound } from "#lib/errors.ts";
import { DeleteEventInput } from "#lib/schemas/calendar.ts";
import { EffectCalledBack } from "#lib/schemas/effects.ts";
import { operation } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { callBackEffect } from "#server/effects/index.ts";

export const deleteEvent = operation({
  name: "events.delete",
  summary: "Call off a meeting that was scheduled from here",
  guidance:
    "The id is an event's of events_list, or the effectId that events_create answered. Google tells everybody who was invited. Meetings made elsewhere are called off in the calendar itself.",
  input: DeleteEventInput,
  output: EffectCalledBack,
  permission: "calendar:write",
  effect: "external",
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "DELETE", path: "/events/{id}" },
  refusal: ({ tx, input: { id } }) => effectOf(tx, id),
  run: async ({ ctx, tx, input: { id } }) => ({
    id,
    calledBack: await callBackEffect(ctx, await effectOf(tx, id)),
  }),
});

async function effectOf(tx: Tx, id: string): Promise<string> {
  const [row] = await tx.execute<{ id: string }>(sql`
    select f.id from crm.effects f where f.operation = 'events.create' and (f.id = ${id} or f.response -> 'done' ->> 'eventId' =
      (select e.provider_event_id from crm.calendar_events e where e.id = ${id}))`);
  if (!row) throw notFound("event made from here");
  return row.id;
}
