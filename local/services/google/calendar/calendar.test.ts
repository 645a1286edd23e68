import type { calendar_v3 } from "googleapis/build/src/apis/calendar/index.js";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type TestGoogle, account, eventsOf, refusalOf, startTestGoogle } from "../testing.ts";

let google: TestGoogle;
let events: calendar_v3.Resource$Events;
const calendarId = "primary";
const zone = "Europe/Berlin";
const at = (day: string, hour: string) => ({ dateTime: `${day}T${hour}:00+01:00`, timeZone: zone });
const meeting = { summary: "Review", start: at("2026-02-02", "09:00"), end: at("2026-02-02", "10:00") };
const weekly = { ...meeting, summary: "Weekly", recurrence: ["RRULE:FREQ=WEEKLY;COUNT=10"] };

beforeAll(async () => {
  google = await startTestGoogle();
  ({ events } = eventsOf(await google.connected(), google.url));
});
afterAll(() => google.close());
beforeEach(() => {
  google.google.database.run("delete from events");
});

const insert = async (body: calendar_v3.Schema$Event) =>
  (await events.insert({ calendarId, requestBody: body })).data;
const list = async (params: object = {}) => (await events.list({ calendarId, ...params })).data;

test("the calendar is listed and read", async () => {
  const { calendarList, calendars } = eventsOf(await google.connected(), google.url);
  expect((await calendarList.list()).data.items).toMatchObject([
    { id: account, primary: true, timeZone: zone },
  ]);
  expect((await calendars.get({ calendarId })).data.id).toBe(account);
  expect((await refusalOf(calendars.get({ calendarId: "nobody" }))).status).toBe(404);
});

test("a further calendar is made, listed by pages, read by its role, and deleted", async () => {
  const scopes = ["https://www.googleapis.com/auth/calendar"];
  const { calendarList, calendars, events: others } = eventsOf(await google.connected(scopes), google.url);
  const { data: team } = await calendars.insert({ requestBody: { summary: "Team", timeZone: zone } });
  const id = team.id ?? "";
  const made = await others.insert({
    calendarId: id,
    requestBody: { ...meeting, attendees: [{ email: account }] },
  });
  expect(made.data).toMatchObject({ organizer: { email: id, self: true }, creator: { email: account } });
  expect(made.data.attendees?.[0]?.self).toBeUndefined();
  const busy = (await google.control("/__calendars", {
    account,
    summary: "Bob",
    role: "freeBusyReader",
  })) as {
    id: string;
  };
  const first = await calendarList.list({ maxResults: 2 });
  expect(first.data.items?.map(({ summary, accessRole }) => [summary, accessRole])).toEqual([
    [account, "owner"],
    ["Team", "owner"],
  ]);
  const second = await calendarList.list({ maxResults: 2, pageToken: first.data.nextPageToken ?? "" });
  expect(second.data.items).toMatchObject([{ id: busy.id, accessRole: "freeBusyReader" }]);
  expect(second.data.nextPageToken).toBeUndefined();
  expect((await others.list({ calendarId: busy.id })).data.accessRole).toBe("freeBusyReader");
  expect((await refusalOf(others.insert({ calendarId: busy.id, requestBody: meeting }))).status).toBe(403);
  expect((await list()).items).toEqual([]);
  await calendars.delete({ calendarId: id });
  expect((await refusalOf(others.list({ calendarId: id }))).status).toBe(404);
  expect((await refusalOf(calendars.delete({ calendarId }))).status).toBe(403);
});

test("an event is made, read, patched, replaced and deleted; a stale etag is refused", async () => {
  const made = await insert({ ...meeting, attendees: [{ email: account }, { email: "bob@acme.example" }] });
  expect(made).toMatchObject({ status: "confirmed", organizer: { email: account, self: true } });
  expect(made.attendees).toMatchObject([{ self: true }, { responseStatus: "needsAction" }]);
  const eventId = made.id ?? "";
  const patch = (headers = {}) =>
    events.patch({ calendarId, eventId, requestBody: { location: "Room 1" } }, { headers });
  const { data: patched } = await patch({ "If-Match": made.etag ?? "" });
  expect(patched).toMatchObject({ summary: "Review", location: "Room 1", sequence: 1 });
  expect(await refusalOf(patch({ "If-Match": made.etag ?? "" }))).toEqual({
    status: 412,
    reason: "conditionNotMet",
  });
  const replaced = await events.update({ calendarId, eventId, requestBody: { ...meeting, summary: "New" } });
  expect(replaced.data.location).toBeUndefined();
  expect(replaced.data.iCalUID).toBe(made.iCalUID);
  await events.delete({ calendarId, eventId });
  expect((await events.get({ calendarId, eventId })).data.status).toBe("cancelled");
  expect(await refusalOf(events.delete({ calendarId, eventId }))).toEqual({ status: 410, reason: "deleted" });
  expect((await refusalOf(insert({ summary: "No time" }))).status).toBe(400);
  expect(await refusalOf(insert({ ...meeting, id: eventId }))).toEqual({ status: 409, reason: "duplicate" });
});

test("a sync token brings what changed, deletions too, and ends with 410", async () => {
  const kept = await insert(meeting);
  const gone = await insert(meeting);
  const first = await list();
  expect(first.items).toHaveLength(2);
  const syncToken = first.nextSyncToken ?? "";
  expect((await list({ syncToken })).items).toEqual([]);
  await events.patch({ calendarId, eventId: kept.id ?? "", requestBody: { summary: "Moved" } });
  await events.delete({ calendarId, eventId: gone.id ?? "" });
  const second = await list({ syncToken });
  expect(second.items?.find(({ id }) => id === kept.id)?.summary).toBe("Moved");
  const tombstone = second.items?.find(({ id }) => id === gone.id);
  expect(Object.keys(tombstone ?? {}).sort()).toEqual(["etag", "id", "kind", "status"]);
  expect((await list({ syncToken: second.nextSyncToken })).items).toEqual([]);
  expect((await list()).items).toHaveLength(1);
  expect((await list({ showDeleted: true })).items).toHaveLength(2);

  expect((await refusalOf(list({ syncToken, timeMin: "2026-01-01T00:00:00Z" }))).status).toBe(400);
  expect(await refusalOf(list({ syncToken: "nonsense" }))).toEqual({
    status: 410,
    reason: "fullSyncRequired",
  });
  await google.control("/__expire", { what: "sync", account });
  expect((await refusalOf(list({ syncToken: second.nextSyncToken }))).status).toBe(410);
});

test("pages end with the sync token of their beginning", async () => {
  for (let index = 0; index < 5; index += 1) await insert(meeting);
  const first = await list({ maxResults: 3 });
  expect(first.nextSyncToken).toBeUndefined();
  await insert({ ...meeting, id: "zzzzz".replaceAll("z", "v"), summary: "Meanwhile" });
  const last = await list({ maxResults: 3, pageToken: first.nextPageToken });
  expect(last.nextPageToken).toBeUndefined();
  const news = await list({ syncToken: last.nextSyncToken });
  expect(news.items?.map(({ summary }) => summary)).toEqual(["Meanwhile"]);
});

test("a series is one event, or its occurrences over the change to summer time", async () => {
  const series = await insert(weekly);
  expect((await list()).items).toHaveLength(1);
  const window = { singleEvents: true, orderBy: "startTime" };
  const expanded = await list(window);
  expect(expanded.items).toHaveLength(10);
  expect(expanded.items?.map(({ start }) => start?.dateTime).slice(7)).toEqual([
    "2026-03-23T09:00:00+01:00",
    "2026-03-30T09:00:00+02:00",
    "2026-04-06T09:00:00+02:00",
  ]);
  expect(expanded.items?.[0]).toMatchObject({
    id: `${series.id ?? ""}_20260202T080000Z`,
    recurringEventId: series.id,
    end: { dateTime: "2026-02-02T10:00:00+01:00" },
  });
  const bounds = { timeMin: "2026-02-09T00:00:00Z", timeMax: "2026-02-16T00:00:00Z" };
  expect((await list({ ...window, ...bounds })).items).toHaveLength(1);
  expect((await list(bounds)).items).toHaveLength(1);
  expect((await list({ timeMin: "2027-01-01T00:00:00Z" })).items).toEqual([]);
  expect((await refusalOf(list({ orderBy: "startTime" }))).status).toBe(400);
  const { data } = await events.instances({ calendarId, eventId: series.id ?? "", maxResults: 4 });
  expect(data.items).toHaveLength(4);
  expect(data.nextPageToken).toBeTruthy();
});

test("an occurrence that was moved or taken out stays an exception of its series", async () => {
  const series = await insert({
    ...weekly,
    recurrence: [...weekly.recurrence, `EXDATE;TZID=${zone}:20260209T090000`],
  });
  const syncToken = (await list()).nextSyncToken ?? "";
  const ids = (await list({ singleEvents: true })).items?.map(({ id }) => id ?? "") ?? [];
  expect(ids).toHaveLength(9);
  const [first = "", second = ""] = ids;
  const moved = { start: at("2026-02-03", "14:00"), end: at("2026-02-03", "15:00") };
  await events.patch({ calendarId, eventId: first, requestBody: moved });
  await events.delete({ calendarId, eventId: second });
  const news = await list({ syncToken });
  expect(news.items).toMatchObject([
    {
      id: first,
      recurringEventId: series.id,
      originalStartTime: { dateTime: "2026-02-02T09:00:00+01:00" },
      start: moved.start,
    },
    { id: second, status: "cancelled", recurringEventId: series.id },
  ]);
  const masters = await list();
  expect(masters.items?.map(({ id, status }) => [id, status])).toEqual([
    [series.id, "confirmed"],
    [first, "confirmed"],
    [second, "cancelled"],
  ]);
  expect((await list({ singleEvents: true })).items).toHaveLength(8);
  await events.delete({ calendarId, eventId: series.id ?? "" });
  expect((await list()).items).toEqual([]);
  expect((await list({ singleEvents: true })).items).toEqual([]);
});

test("whole days, words and the time of the last change find events", async () => {
  const day = { start: { date: "2026-02-04" }, end: { date: "2026-02-05" } };
  const series = await insert({ ...day, summary: "Birthday", recurrence: ["RRULE:FREQ=YEARLY;COUNT=2"] });
  const expanded = await list({ singleEvents: true, orderBy: "startTime" });
  expect(expanded.items?.map(({ id, start }) => [id, start?.date])).toEqual([
    [`${series.id ?? ""}_20260204`, "2026-02-04"],
    [`${series.id ?? ""}_20270204`, "2027-02-04"],
  ]);
  await insert(meeting);
  expect((await list({ q: "birth" })).items).toHaveLength(1);
  expect((await list({ updatedMin: new Date(Date.now() + 1_000).toISOString() })).items).toEqual([]);
});
