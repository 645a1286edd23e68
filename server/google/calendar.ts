import { calendar } from "googleapis/build/src/apis/calendar/index.js";
import { z } from "zod";

import type { GoogleAccess } from "./access.ts";
import { GoogleError } from "./errors.ts";
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
  const { events, channels } = calendar({ version: "v3", ...(rootUrl ? { rootUrl } : {}) });
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

    /** Opens a channel on which Google tells of changes of the calendar; answers what it is called there and until when. */
    async watch(
      calendarId: string,
      channel: { id: string; token: string; address: string; seconds: number },
    ): Promise<{ resourceId: string; expiresAt: Date }> {
      const { id, token, address, seconds } = channel;
      const opened = await call(calendarUnits, (options) =>
        events.watch(
          {
            calendarId,
            requestBody: { id, token, address, type: "web_hook", params: { ttl: String(seconds) } },
          },
          options,
        ),
      );
      const expiresMs = Number(opened.expiration);
      return {
        resourceId: opened.resourceId ?? "",
        expiresAt: new Date(Number.isFinite(expiresMs) ? expiresMs : Date.now() + 3_600_000),
      };
    },

    /** Closes a channel; one that is closed is as good. */
    async stopWatching(channel: { id: string; resourceId: string }): Promise<void> {
      await call(calendarUnits, (options) => channels.stop({ requestBody: channel }, options)).catch(
        (error: unknown) => {
          if (error instanceof GoogleError && (error.kind === "not_found" || error.kind === "gone")) return;
          throw error;
        },
      );
    },
  };
}
