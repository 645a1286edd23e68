import { calendar } from "googleapis/build/src/apis/calendar/index.js";
import { z } from "zod";

import type { GoogleAccess } from "./access.ts";
import { patientCalls } from "./patience.ts";
import { calendarUnits } from "./quota.ts";
import { googleSettings } from "./settings.ts";

const pageSize = 250;

/** An event as Google wrote it. */
const RawCalendarEvent = z.looseObject({ id: z.string().min(1).max(1_024) });
export type RawCalendarEvent = z.infer<typeof RawCalendarEvent>;

export interface EventPage {
  events: RawCalendarEvent[];
  /** Of the calendar; for events of whole days. */
  timeZone: string;
  nextPageToken: string | null;
  /** On the last page only. */
  nextSyncToken: string | null;
}

export type CalendarClient = ReturnType<typeof calendarClient>;

/** What we read of one calendar. Every call waits where Google asks for it and throws GoogleError. */
export function calendarClient(access: GoogleAccess, signal: AbortSignal) {
  const rootUrl = googleSettings()?.rootUrl;
  const { events } = calendar({ version: "v3", ...(rootUrl ? { rootUrl } : {}) });
  const call = patientCalls({ access, service: "calendar", signal });
  return {
    /**
     * Events with series as one, all of them or what changed since the sync token; throws GoogleError gone where that is
     * too old.
     */
    async listEvents(
      calendarId: string,
      from: { syncToken: string | null; pageToken: string | null },
    ): Promise<EventPage> {
      const page = await call(calendarUnits, (options) =>
        events.list(
          {
            calendarId,
            maxResults: pageSize,
            singleEvents: false,
            ...(from.syncToken ? { syncToken: from.syncToken } : {}),
            ...(from.pageToken ? { pageToken: from.pageToken } : {}),
          },
          options,
        ),
      );
      return {
        events: z.array(RawCalendarEvent).parse(page.items ?? []),
        timeZone: page.timeZone ?? "UTC",
        nextPageToken: page.nextPageToken ?? null,
        nextSyncToken: page.nextSyncToken ?? null,
      };
    },
  };
}
