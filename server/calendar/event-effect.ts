import { createHash } from "node:crypto";

import { z } from "zod";

import { askForSync, googleAccess } from "#server/connections/index.ts";
import type { EffectCall, EffectDriver } from "#server/effects/index.ts";
import { calendarWriter } from "#server/google/index.ts";

/** What a worker needs to make the event. */
export const EventRequest = z.object({
  connectionId: z.uuid(),
  title: z.string(),
  startAt: z.string(),
  endAt: z.string(),
  attendees: z.array(z.string()),
  location: z.string().nullable(),
  description: z.string().nullable(),
});
export type EventRequest = z.infer<typeof EventRequest>;

/** Google takes the letters a to v and digits: an id of ours, the same for every attempt. */
const eventIdOf = (key: string): string => createHash("sha256").update(key).digest("hex");

async function writerOf({ ctx, request, signal }: EffectCall) {
  const parsed = EventRequest.parse(request);
  return { request: parsed, writer: calendarWriter(await googleAccess(ctx, parsed.connectionId), signal) };
}

/** Meetings in Google's calendar. What came of it reaches us as every event does: by a sync of the calendar. */
export const eventEffect: EffectDriver = {
  permission: "calendar:write",
  async perform(call) {
    const { request, writer } = await writerOf(call);
    const { id, link } = await writer.ensureEvent({ ...request, id: eventIdOf(call.key) });
    return { eventId: id, link };
  },
  async undo(call) {
    const { writer } = await writerOf(call);
    await writer.removeEvent(eventIdOf(call.key));
  },
  async settled(ctx, request) {
    const { connectionId } = EventRequest.parse(request);
    await askForSync(ctx, connectionId);
  },
};
