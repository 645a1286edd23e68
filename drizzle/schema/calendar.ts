import { boolean, index, integer, jsonb, text, unique, uuid } from "drizzle-orm/pg-core";

import { interactions } from "./interactions.ts";
import { connections } from "./people.ts";
import { audienceColumns, instant, tenantTable, within } from "./tenant.ts";

/**
 * What a meeting has beyond an interaction: when it ends, and how it recurs. A series is one row with its rules; an
 * occurrence that was moved or called off is a row of its own that names the series.
 */
export const calendarEvents = tenantTable(
  "calendar_events",
  { kind: "derived", visibility: "audience" },
  {
    ...audienceColumns,
    interactionId: uuid("interaction_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    calendarId: text("calendar_id").notNull(),
    providerEventId: text("provider_event_id").notNull(),
    icalUid: text("ical_uid").notNull(),
    /** The provider's id of the series that this is an exception of, and which occurrence it stands for. */
    seriesEventId: text("series_event_id"),
    originalStartAt: instant("original_start_at"),
    startAt: instant("start_at").notNull(),
    endAt: instant("end_at").notNull(),
    /** YYYY-MM-DD for a whole day, end exclusive; null for a time. */
    startDate: text("start_date"),
    endDate: text("end_date"),
    timeZone: text("time_zone").notNull(),
    status: text("status", { enum: ["confirmed", "tentative", "cancelled"] }).notNull(),
    /** RRULE, RDATE and EXDATE lines (RFC 5545); empty for a single event. */
    recurrence: text("recurrence").array().notNull(),
    /** The end of the last occurrence; null when the series has none. */
    recursUntil: instant("recurs_until"),
    /** The owner's own answer. */
    response: text("response", { enum: ["accepted", "declined", "tentative", "waiting"] }),
    etag: text("etag").notNull(),
    sequence: integer("sequence").notNull().default(0),
    providerUpdatedAt: instant("provider_updated_at"),
  },
  (t) => [
    unique("calendar_events_interaction_key").on(t.workspaceId, t.interactionId),
    unique("calendar_events_provider_key").on(t.workspaceId, t.connectionId, t.calendarId, t.providerEventId),
    index("calendar_events_start_idx").on(t.workspaceId, t.ownerId, t.startAt, t.id),
    index("calendar_events_series_idx").on(t.workspaceId, t.connectionId, t.seriesEventId),
    within("calendar_events_interaction_fkey", [t.workspaceId, t.interactionId], interactions).onDelete(
      "cascade",
    ),
    within("calendar_events_connection_fkey", [t.workspaceId, t.connectionId], connections),
  ],
);

/** A calendar in the list of an account, as it stood there at last: what can be followed, and what it is called. */
export const accountCalendars = tenantTable(
  "account_calendars",
  { kind: "operational", visibility: "audience" },
  {
    ...audienceColumns,
    connectionId: uuid("connection_id").notNull(),
    /** The provider's id; "primary" for the account's own. */
    calendarId: text("calendar_id").notNull(),
    name: text("name").notNull(),
    timeZone: text("time_zone").notNull(),
    /** Of freeBusyReader no more is shown than when it is busy. */
    role: text("role", { enum: ["owner", "writer", "reader", "freeBusyReader"] }).notNull(),
    /** Entries when a preview counted them at last; null before. */
    entryCount: integer("entry_count"),
    /** Whether there were more than one answer of the provider holds. */
    hasMore: boolean("has_more").notNull().default(false),
    /** Since when it is not in the list any more. */
    goneAt: instant("gone_at"),
  },
  (t) => [
    unique("account_calendars_calendar_key").on(t.workspaceId, t.connectionId, t.calendarId),
    index("account_calendars_owner_idx").on(t.workspaceId, t.ownerId),
    within("account_calendars_connection_fkey", [t.workspaceId, t.connectionId], connections),
  ],
);

/** How an event stood before a change set, so that what the provider changed can be taken back. Forgotten after a month. */
export const eventVersions = tenantTable(
  "event_versions",
  // What was said stands in it whole.
  { kind: "operational", visibility: "contents" },
  {
    ...audienceColumns,
    interactionId: uuid("interaction_id").notNull(),
    changeSetId: uuid("change_set_id").notNull(),
    /** Its rows: { event, interaction, contents, people }. */
    before: jsonb("before").notNull(),
  },
  (t) => [
    unique("event_versions_change_key").on(t.workspaceId, t.interactionId, t.changeSetId),
    index("event_versions_change_set_idx").on(t.workspaceId, t.changeSetId),
    index("event_versions_created_idx").on(t.createdAt),
    within("event_versions_interaction_fkey", [t.workspaceId, t.interactionId], interactions).onDelete(
      "cascade",
    ),
  ],
);
