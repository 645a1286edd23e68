import { sql } from "drizzle-orm";
import type { z } from "zod";

import { DeleteEventInput, EventCalledOff } from "#lib/schemas/calendar.ts";
import { operation, type OperationContext } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { callBackEffect, recordEffect } from "#server/effects/index.ts";

import type { ChangeRequest } from "./change-effect.ts";
import { eventToChange } from "./event-to-change.ts";

interface Wanted {
  ctx: OperationContext;
  tx: Tx;
  input: z.output<typeof DeleteEventInput>;
}

export const deleteEvent = operation({
  name: "events.delete",
  summary: "Call off a meeting and tell who is invited",
  guidance:
    "The id is an event's of events_list, or the effectId that events_create answered. Of a series say which occurrence by occurrenceAt, or wholeSeries where the user means all of it. Google tells everybody who was invited.",
  input: DeleteEventInput,
  output: EventCalledOff,
  permission: "calendar:write",
  effect: "external",
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "DELETE", path: "/events/{id}" },
  refusal: async (call) => (await makingOf(call)) ?? (await requestOf(call)),
  async run(call) {
    const { ctx, input } = call;
    const making = await makingOf(call);
    if (making !== null) {
      const calledBack = await callBackEffect(ctx, making);
      return { id: input.id, calledBack, effectId: null, jobId: null, changeSetId: null };
    }
    const request = await requestOf(call);
    const { id, jobId } = await recordEffect(ctx, { operation: "events.delete", request: { ...request } });
    return { id: input.id, calledBack: true, effectId: id, jobId, changeSetId: ctx.open.changeSetId };
  },
});

/** The effect that makes the event, where that is what is named: it may not be at Google yet. */
async function makingOf({ tx, input: { id } }: Wanted): Promise<string | null> {
  const [row] = await tx.execute<{ id: string }>(
    sql`select f.id from crm.effects f where f.operation = 'events.create' and f.id = ${id}`,
  );
  return row?.id ?? null;
}

async function requestOf({ ctx, tx, input }: Wanted): Promise<ChangeRequest> {
  const { connectionId, calendarId, eventId, etag } = await eventToChange(ctx, tx, input);
  return { connectionId, calendarId, eventId, etag, change: { kind: "cancel" } };
}
