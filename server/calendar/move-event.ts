import type { z } from "zod";

import { AppError } from "#lib/errors.ts";
import { EventChangeStarted, MoveEventInput } from "#lib/schemas/calendar.ts";
import { operation, type OperationContext } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { recordEffect } from "#server/effects/index.ts";

import type { ChangeRequest } from "./change-effect.ts";
import { eventToChange } from "./event-to-change.ts";

interface Wanted {
  ctx: OperationContext;
  tx: Tx;
  input: z.output<typeof MoveEventInput>;
}

export const moveEvent = operation({
  name: "events.move",
  summary: "Move a meeting to another time and tell who is invited",
  guidance:
    "The id comes from events_list. Of a series say which occurrence by occurrenceAt, its startAt in events_list. It lasts as long as before unless endAt or minutes are given. Find a time with events_free.",
  input: MoveEventInput,
  output: EventChangeStarted,
  permission: "calendar:write",
  effect: "external",
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "POST", path: "/events/{id}/move" },
  targets: ({ id }) => [{ table: "calendar_events", id }],
  refusal: requestOf,
  proposed: spelledOut,
  async run(call) {
    const { ctx } = call;
    const request = await requestOf(call);
    const { id, jobId } = await recordEffect(ctx, { operation: "events.move", request: { ...request } });
    return { effectId: id, jobId, changeSetId: ctx.open.changeSetId };
  },
});

/** With its end, so that the card tells when it will be over. */
async function spelledOut({ ctx, tx, input }: Wanted): Promise<Omit<Wanted["input"], "minutes">> {
  const { startAt, endAt } = timesOf(input, await eventToChange(ctx, tx, input));
  const { id, occurrenceAt } = input;
  return { id, ...(occurrenceAt ? { occurrenceAt } : {}), startAt, endAt };
}

async function requestOf({ ctx, tx, input }: Wanted): Promise<ChangeRequest> {
  const event = await eventToChange(ctx, tx, input);
  if (event.isWholeDay) {
    throw new AppError("unsupported", "This event takes whole days. Move it in Google Calendar.");
  }
  const { connectionId, calendarId, eventId, etag, timeZone } = event;
  const change = { kind: "move" as const, ...timesOf(input, event), timeZone };
  return { connectionId, calendarId, eventId, etag, change };
}

function timesOf({ startAt, endAt, minutes }: Wanted["input"], event: { startAt: Date; endAt: Date }) {
  const lengthMs = minutes === undefined ? event.endAt.getTime() - event.startAt.getTime() : minutes * 60_000;
  return {
    startAt: new Date(startAt).toISOString(),
    endAt: new Date(endAt ?? Date.parse(startAt) + lengthMs).toISOString(),
  };
}
