import type { EventOccurrence } from "#lib/schemas/calendar.ts";
import { getEvent, listEvents } from "#server/calendar/index.ts";
import { type Context, toAppError } from "#server/core/index.ts";

const dayMs = 86_400_000;

interface Named {
  id: string;
  /** Start of the occurrence that is meant, of a series; without it the next one is. */
  at: string | null;
}

/** The occurrence that an address means. Null where there is none. */
export async function namedEvent(ctx: Context, { id, at }: Named): Promise<EventOccurrence | null> {
  try {
    const { next, recurrence, description: _, connectionId: __, ...event } = await getEvent(ctx, { id });
    if (recurrence.length === 0) return event;
    const startMs = Date.parse(at ?? next[0] ?? event.startAt);
    const [from, to] = [new Date(startMs).toISOString(), new Date(startMs + dayMs).toISOString()];
    const { items } = await listEvents(ctx, { from, to, limit: 200 });
    return items.find((one) => one.id === id && Date.parse(one.startAt) === startMs) ?? event;
  } catch (error) {
    if (toAppError(error).code === "not_found") return null;
    throw error;
  }
}
