import { limitOf } from "../api.ts";
import type { Database } from "../database.ts";
import { GoogleError } from "../errors.ts";
import { momentMs } from "./event.ts";
import { expand, wholeWindow } from "./expand.ts";
import { type Calendar, exceptionsOf, findEvent, missing } from "./store.ts";
import { encodeToken, readPageToken } from "./sync-token.ts";

/** The occurrences of one series, changed ones in their place. */
export function instancesResource(
  database: Database,
  calendar: Calendar,
  seriesId: string,
  query: URLSearchParams,
): unknown {
  const series = findEvent(database, calendar, seriesId);
  if (series === null) throw missing();
  if (series.recurrence === undefined) {
    throw new GoogleError(400, "invalid", "The event is not a recurring event.");
  }
  const usual = wholeWindow();
  const window = {
    fromMs: Date.parse(query.get("timeMin") ?? "") || usual.fromMs,
    untilMs: Date.parse(query.get("timeMax") ?? "") || usual.untilMs,
  };
  const exceptions = exceptionsOf(database, calendar, seriesId);
  const changed = new Set(exceptions.map(({ id }) => id));
  const showsDeleted = query.get("showDeleted") === "true";
  const found = [
    ...expand(series, calendar.time_zone, window).filter(({ id }) => !changed.has(id)),
    ...exceptions.filter(
      ({ status, start, end }) =>
        (status !== "cancelled" || showsDeleted) &&
        momentMs(start) < window.untilMs &&
        momentMs(end) > window.fromMs,
    ),
  ].sort((one, other) => momentMs(one.start) - momentMs(other.start));
  const page = query.get("pageToken");
  const after = page === null ? 0 : readPageToken(page).after;
  const limit = limitOf(query, 250, 2_500);
  return {
    kind: "calendar#events",
    summary: calendar.summary,
    timeZone: calendar.time_zone,
    accessRole: calendar.role,
    items: found.slice(after, after + limit),
    ...(found.length > after + limit && { nextPageToken: encodeToken({ after: after + limit, seq: 0 }) }),
  };
}
