import { calendar } from "googleapis/build/src/apis/calendar/index.js";

import type { GoogleAccess } from "./access.ts";
import { GoogleError } from "./errors.ts";
import { patientCalls } from "./patience.ts";
import { calendarUnits } from "./quota.ts";
import { googleSettings } from "./settings.ts";

const calendarId = "primary";

export interface NewCalendarEvent {
  /** Chosen by us: 5 to 1,024 of the letters a to v and digits. */
  id: string;
  title: string;
  /** Instants in ISO 8601. */
  startAt: string;
  endAt: string;
  /** Addresses; each gets Google's invitation. */
  attendees: readonly string[];
  location: string | null;
  description: string | null;
}

/** What we write in the person's first calendar. Every call waits where Google asks for it and throws GoogleError. */
export function calendarWriter(access: GoogleAccess, signal: AbortSignal) {
  const rootUrl = googleSettings()?.rootUrl;
  const { events } = calendar({ version: "v3", ...(rootUrl ? { rootUrl } : {}) });
  const call = patientCalls({ access, service: "calendar", signal });

  /** Null where there is none, or it was called off. */
  async function findEvent(eventId: string): Promise<{ id: string; link: string | null } | null> {
    const event = await call(calendarUnits, (options) => events.get({ calendarId, eventId }, options)).catch(
      nullIfGone,
    );
    return event?.id && event.status !== "cancelled" ? { id: event.id, link: event.htmlLink ?? null } : null;
  }

  return {
    /** Makes the event, or finds the one with its id that an earlier call has made. */
    async ensureEvent(event: NewCalendarEvent): Promise<{ id: string; link: string | null }> {
      const known = await findEvent(event.id);
      if (known) return known;
      const requestBody = {
        id: event.id,
        summary: event.title,
        start: { dateTime: event.startAt },
        end: { dateTime: event.endAt },
        ...(event.attendees.length > 0 ? { attendees: event.attendees.map((email) => ({ email })) } : {}),
        ...(event.location ? { location: event.location } : {}),
        ...(event.description ? { description: event.description } : {}),
      };
      const made = await call(calendarUnits, (options) =>
        events.insert({ calendarId, sendUpdates: "all", requestBody }, options),
      ).catch((error: unknown) => {
        // Made by a call whose answer was lost.
        if (error instanceof GoogleError && error.status === 409) return null;
        throw error;
      });
      return { id: event.id, link: made?.htmlLink ?? null };
    },

    /** Calls the event off and tells who was invited; one that is gone is as good. */
    async removeEvent(eventId: string): Promise<void> {
      if (!(await findEvent(eventId))) return;
      await call(calendarUnits, (options) =>
        events.delete({ calendarId, eventId, sendUpdates: "all" }, options),
      ).catch(nullIfGone);
    },
  };
}

function nullIfGone(error: unknown): null {
  if (error instanceof GoogleError && (error.kind === "not_found" || error.kind === "gone")) return null;
  throw error;
}
