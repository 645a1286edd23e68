import { calendar } from "googleapis/build/src/apis/calendar/index.js";
import { z } from "zod";

import type { GoogleAccess } from "./access.ts";
import { GoogleError } from "./errors.ts";
import { numberedPages } from "./pages.ts";
import { patientCalls } from "./patience.ts";
import { calendarUnits } from "./quota.ts";
import { googleSettings } from "./settings.ts";

const pageSize = 250;
const calendarPagesMax = 4;
const seriesPagesMax = 4;
/** As many as Google answers at once. */
const countedMax = 2_500;

/** An event as Google wrote it. */
const RawCalendarEvent = z.looseObject({ id: z.string().min(1).max(1_024) });
export type RawCalendarEvent = z.infer<typeof RawCalendarEvent>;

const accessRoles = ["owner", "writer", "reader", "freeBusyReader"] as const;
/** What an account may do with a calendar in its list. */
export type CalendarRole = (typeof accessRoles)[number];
const roleOf = (role: string | null | undefined): CalendarRole =>
  accessRoles.find((known) => known === role) ?? "reader";

/** A calendar in the account's list. */
export interface ListedCalendar {
  id: string;
  isPrimary: boolean;
  name: string;
  timeZone: string;
  role: CalendarRole;
}

export interface EventPage {
  events: RawCalendarEvent[];
  /** Of the calendar; for events of whole days. */
  timeZone: string;
  role: CalendarRole;
  nextPageToken: string | null;
  /** On the last page only. */
  nextSyncToken: string | null;
}

export type CalendarClient = ReturnType<typeof calendarClient>;

/** What we read of one calendar. Every call waits where Google asks for it and throws GoogleError. */
export function calendarClient(access: GoogleAccess, signal: AbortSignal) {
  const rootUrl = googleSettings()?.rootUrl;
  const { calendarList, events, channels } = calendar({ version: "v3", ...(rootUrl ? { rootUrl } : {}) });
  const call = patientCalls({ access, service: "calendar", signal });
  return {
    /** Every calendar that stands in the account's list; at most a thousand. */
    async listCalendars(): Promise<ListedCalendar[]> {
      const pages = numberedPages((pageToken) =>
        call(calendarUnits, (options) =>
          calendarList.list({ maxResults: pageSize, ...(pageToken ? { pageToken } : {}) }, options),
        ),
      );
      let listed: ListedCalendar[] = [];
      for await (const { page, seq } of pages) {
        if (seq === 0) listed = [];
        for (const { id, primary, summary, summaryOverride, timeZone, accessRole } of page.items ?? []) {
          if (!id) continue;
          const name = summaryOverride ?? summary ?? id;
          const role = roleOf(accessRole);
          listed.push({ id, isPrimary: primary === true, name, timeZone: timeZone ?? "UTC", role });
        }
        if (seq + 1 === calendarPagesMax) break;
      }
      return listed;
    },

    /** How many events a calendar has, by one call; `isMore` where there are more than that tells. */
    async countEvents(calendarId: string): Promise<{ count: number; isMore: boolean }> {
      const page = await call(calendarUnits, (options) =>
        events.list({ calendarId, maxResults: countedMax, fields: "items(id),nextPageToken" }, options),
      );
      return { count: page.items?.length ?? 0, isMore: Boolean(page.nextPageToken) };
    },

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
        role: roleOf(page.accessRole),
        nextPageToken: page.nextPageToken ?? null,
        nextSyncToken: page.nextSyncToken ?? null,
      };
    },

    /**
     * A series by its UID, with each occurrence that differs from it or is called off, however long ago that was; at most a
     * thousand.
     */
    async listSeries(calendarId: string, iCalUID: string): Promise<RawCalendarEvent[]> {
      const pages = numberedPages((pageToken) =>
        call(calendarUnits, (options) =>
          events.list(
            {
              ...{ calendarId, iCalUID, maxResults: pageSize, singleEvents: false },
              ...(pageToken ? { pageToken } : {}),
            },
            options,
          ),
        ),
      );
      const listed = new Map<string, RawCalendarEvent>();
      for await (const { page, seq } of pages) {
        if (seq === 0) listed.clear();
        for (const event of z.array(RawCalendarEvent).parse(page.items ?? [])) listed.set(event.id, event);
        if (seq + 1 === seriesPagesMax) break;
      }
      return [...listed.values()];
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
