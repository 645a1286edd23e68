import { type ApiCall, type ApiRoute, limitOf, text } from "../api.ts";
import { GoogleError } from "../errors.ts";
import {
  calendarListRead,
  calendarRead,
  calendarsChange,
  eventsChange,
  eventsRead,
} from "../oauth/scopes.ts";
import { deleteEvent, insertEvent, resolveEvent, updateEvent } from "./change.ts";
import { closeChannel, openChannel } from "./channels.ts";
import { instancesResource } from "./instances.ts";
import { listResource } from "./list.ts";
import { type Calendar, addCalendar, findCalendar, listCalendars, removeCalendar } from "./store.ts";
import { encodeToken, readPageToken } from "./sync-token.ts";

const list = "/calendar/v3/users/me/calendarList";
const one = "/calendar/v3/calendars/:calendarId";
const events = `${one}/events`;

const calendarOf = ({ google, account, param }: ApiCall): Calendar =>
  findCalendar(google.database, account, param("calendarId"));
const changeOf = (call: ApiCall) => ({
  google: call.google,
  calendar: changeable(calendarOf(call)),
  query: call.query,
});

function changeable(calendar: Calendar): Calendar {
  if (calendar.role === "owner" || calendar.role === "writer") return calendar;
  throw new GoogleError(403, "requiredAccessLevel", "You need to have writer access to this calendar.");
}

const resource = ({ id, summary, time_zone }: Calendar) => ({
  kind: "calendar#calendar",
  etag: '"1"',
  id,
  summary,
  timeZone: time_zone,
});

const entry = ({ id, summary, time_zone, is_primary, role }: Calendar) => ({
  kind: "calendar#calendarListEntry",
  etag: '"1"',
  id,
  summary,
  timeZone: time_zone,
  accessRole: role,
  selected: true,
  ...(is_primary === 1 && { primary: true }),
});

const update =
  (whole: boolean): ApiRoute["run"] =>
  async (call) =>
    updateEvent(changeOf(call), call.param("eventId"), await call.json(), {
      whole,
      ifMatch: call.headers.get("if-match"),
    });

export const calendarRoutes: readonly ApiRoute[] = [
  {
    at: `GET ${list}`,
    scopes: calendarListRead,
    units: 1,
    run({ google, account, query }) {
      const token = query.get("pageToken");
      const after = token === null ? 0 : readPageToken(token).after;
      const until = after + limitOf(query, 100, 250);
      const calendars = listCalendars(google.database, account);
      return {
        kind: "calendar#calendarList",
        items: calendars.slice(after, until).map(entry),
        ...(calendars.length > until
          ? { nextPageToken: encodeToken({ after: until, seq: 0 }) }
          : { nextSyncToken: "1" }),
      };
    },
  },
  {
    at: `GET ${list}/:calendarId`,
    scopes: calendarListRead,
    units: 1,
    run: (call) => entry(calendarOf(call)),
  },
  {
    at: `GET ${one}`,
    scopes: calendarRead,
    units: 1,
    run: (call) => resource(calendarOf(call)),
  },
  {
    at: "POST /calendar/v3/calendars",
    scopes: calendarsChange,
    units: 1,
    async run({ google, account, json }) {
      const body = await json();
      const summary = text(body["summary"]);
      if (summary === undefined) throw new GoogleError(400, "required", "Missing title.");
      const timeZone = text(body["timeZone"]) ?? "UTC";
      return resource(addCalendar(google.database, account, { summary, timeZone, role: "owner" }));
    },
  },
  {
    at: `DELETE ${one}`,
    scopes: calendarsChange,
    units: 1,
    run(call) {
      removeCalendar(call.google.database, changeable(calendarOf(call)));
    },
  },
  {
    at: `GET ${events}`,
    scopes: eventsRead,
    units: 1,
    run: (call) => listResource(call.google.database, calendarOf(call), call.query),
  },
  {
    at: `POST ${events}`,
    scopes: eventsChange,
    units: 1,
    run: async (call) => insertEvent(changeOf(call), await call.json()),
  },
  {
    at: `POST ${events}/import`,
    scopes: eventsChange,
    units: 1,
    run: async (call) => insertEvent(changeOf(call), await call.json()),
  },
  {
    at: `POST ${events}/watch`,
    scopes: eventsRead,
    units: 1,
    async run(call) {
      const body = await call.json();
      const ttl = (body["params"] as { ttl?: unknown } | undefined)?.ttl;
      return openChannel(call.google, calendarOf(call), {
        id: text(body["id"]) ?? "",
        address: text(body["address"]) ?? "",
        token: text(body["token"]) ?? "",
        ttlSeconds: ttl === undefined ? null : Number(ttl),
      });
    },
  },
  {
    at: `GET ${events}/:eventId`,
    scopes: eventsRead,
    units: 1,
    run: (call) => resolveEvent({ google: call.google, calendar: calendarOf(call) }, call.param("eventId")),
  },
  {
    at: `GET ${events}/:eventId/instances`,
    scopes: eventsRead,
    units: 1,
    run: (call) =>
      instancesResource(call.google.database, calendarOf(call), call.param("eventId"), call.query),
  },
  { at: `PATCH ${events}/:eventId`, scopes: eventsChange, units: 1, run: update(false) },
  { at: `PUT ${events}/:eventId`, scopes: eventsChange, units: 1, run: update(true) },
  {
    at: `DELETE ${events}/:eventId`,
    scopes: eventsChange,
    units: 1,
    run(call) {
      deleteEvent(changeOf(call), call.param("eventId"), call.headers.get("if-match"));
    },
  },
  {
    at: "POST /calendar/v3/channels/stop",
    scopes: eventsRead,
    units: 1,
    async run({ google, account, json }) {
      const body = await json();
      closeChannel(google, account, text(body["id"]) ?? "", text(body["resourceId"]) ?? "");
    },
  },
];
