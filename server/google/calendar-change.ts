import { calendar, type calendar_v3 } from "googleapis/build/src/apis/calendar/index.js";

import type { GoogleAccess } from "./access.ts";
import { GoogleError } from "./errors.ts";
import { patientCalls, type RequestOptions } from "./patience.ts";
import { calendarUnits } from "./quota.ts";
import { googleSettings } from "./settings.ts";

export interface EventAtGoogle {
  etag: string;
  /** Null for whole days. */
  startAt: string | null;
  endAt: string | null;
  isCancelled: boolean;
  /** As Google has them, with what we do not know of. */
  attendees: calendar_v3.Schema$EventAttendee[];
}

interface Place {
  calendarId: string;
  eventId: string;
}

/** Changes events that stand, each only as long as it is what was read. Everybody invited is told by Google. */
export function calendarChanger(access: GoogleAccess, signal: AbortSignal) {
  const rootUrl = googleSettings()?.rootUrl;
  const { events } = calendar({ version: "v3", ...(rootUrl ? { rootUrl } : {}) });
  const call = patientCalls({ access, service: "calendar", signal });
  const ifMatch = (options: RequestOptions, etag: string) => ({
    ...options,
    headers: { ...options.headers, "If-Match": etag },
  });
  return {
    /** Null where there is none, or it was called off. */
    async read(place: Place, { cancelledToo = false } = {}): Promise<EventAtGoogle | null> {
      const event = await call(calendarUnits, (options) => events.get(place, options)).catch(nullIfGone);
      const isCancelled = event?.status === "cancelled";
      if (!event?.etag || (isCancelled && !cancelledToo)) return null;
      return {
        etag: event.etag,
        startAt: event.start?.dateTime ?? null,
        endAt: event.end?.dateTime ?? null,
        isCancelled,
        attendees: event.attendees ?? [],
      };
    },

    /** The etag that it has now, or "stale" where somebody changed it meanwhile. */
    async patch(place: Place, etag: string, requestBody: calendar_v3.Schema$Event): Promise<string> {
      const changed = await call(calendarUnits, (options) =>
        events.patch({ ...place, sendUpdates: "all", requestBody }, ifMatch(options, etag)),
      ).catch(staleIfChanged);
      return changed === "stale" ? changed : (changed.etag ?? "");
    },

    async cancel(place: Place, etag: string): Promise<"" | "stale"> {
      const gone = await call(calendarUnits, (options) =>
        events.delete({ ...place, sendUpdates: "all" }, ifMatch(options, etag)),
      )
        .catch(nullIfGone)
        .catch(staleIfChanged);
      return gone === "stale" ? gone : "";
    },
  };
}

function nullIfGone(error: unknown): null {
  if (error instanceof GoogleError && (error.kind === "not_found" || error.kind === "gone")) return null;
  throw error;
}

function staleIfChanged(error: unknown): "stale" {
  if (error instanceof GoogleError && error.status === 412) return "stale";
  throw error;
}
