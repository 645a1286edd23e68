import type { Metadata } from "next";
import { z } from "zod";

import type { EventOccurrence } from "#lib/schemas/calendar.ts";
import { Id, Instant } from "#lib/schemas/common.ts";
import { addDays, dateIn, knownZone, mondayOf, startOfDay } from "#lib/zone.ts";
import { listEvents } from "#server/calendar/index.ts";
import type { Context } from "#server/core/index.ts";
import { requireSession } from "#server/session/index.ts";
import { listConnections } from "#server/sync/index.ts";
import { getProfile } from "#server/workspaces/index.ts";
import { CalendarView } from "#components/calendar/calendar-view.tsx";
import { NoCalendar } from "#components/calendar/no-calendar.tsx";
import { PageBody, PageHeader } from "#components/layout/page-header.tsx";

import { namedEvent } from "./named-event.ts";

export const metadata: Metadata = { title: "Calendar" };

const agendaDays = 56;
const weekPagesAtMost = 3;
const pageSize = 200;
/** Within what dates can be counted in. */
const Day = z.iso.date().refine((date) => date >= "1900-01-01" && date <= "9990-12-31");
const At = Instant.refine((at) => Day.safeParse(at.slice(0, 10)).success);

interface CalendarProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function CalendarPage({ searchParams }: CalendarProps) {
  const [ctx, query] = await Promise.all([requireSession(), searchParams]);
  const timeZone = knownZone((await getProfile(ctx, {})).timeZone);
  const asked = Day.safeParse(query["date"]).data ?? null;
  const id = Id.safeParse(query["event"]).data;
  const named = id ? await namedEvent(ctx, { id, at: At.safeParse(query["at"]).data ?? null }) : null;
  const today = dateIn(new Date(), timeZone);
  // A whole day is its date, whatever the zone.
  const date = asked ?? (named && (named.startDate ?? dateIn(new Date(named.startAt), timeZone)));
  const view = query["view"] === "agenda" ? "agenda" : "week";

  const at = (day: string) => startOfDay(day, timeZone).toISOString();
  const shown = date ?? today;
  const monday = mondayOf(shown);
  const range = { from: at(shown), to: at(addDays(shown, agendaDays)) };
  const [week, agenda] = await Promise.all([
    view === "week" ? readWeek(ctx, { from: at(monday), to: at(addDays(monday, 7)) }) : [],
    listEvents(ctx, { ...range, limit: 50 }),
  ]);
  const isEmpty = week.length === 0 && agenda.items.length === 0 && named === null;
  const hasCalendar = !isEmpty || (await followsCalendar(ctx));
  return (
    <>
      <PageHeader title="Calendar" />
      <PageBody>
        {hasCalendar ? (
          <CalendarView {...{ date, today, view, timeZone, week, agenda, range, named }} />
        ) : (
          <NoCalendar />
        )}
      </PageBody>
    </>
  );
}

async function readWeek(ctx: Context, range: { from: string; to: string }): Promise<EventOccurrence[]> {
  const events: EventOccurrence[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < weekPagesAtMost; page++) {
    const { items, nextCursor }: { items: EventOccurrence[]; nextCursor: string | null } = await listEvents(
      ctx,
      {
        ...range,
        limit: pageSize,
        ...(cursor ? { cursor } : {}),
      },
    );
    events.push(...items);
    cursor = nextCursor;
    if (cursor === null) return events;
  }
  ctx.log.warn({ shown: events.length }, "a week has more events than are shown");
  return events;
}

/** Whether a calendar was brought in, though nothing of it is near. */
async function followsCalendar(ctx: Context): Promise<boolean> {
  const { items } = await listConnections(ctx, { limit: 50 });
  return items.some(({ sources }) =>
    sources.some(({ source, syncedAt }) => source === "calendar" && syncedAt !== null),
  );
}
