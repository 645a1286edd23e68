import { afterAll, beforeAll, expect, test } from "vitest";
import { demoMailbox } from "#local/demo/index.ts";
import { seedMailbox } from "./seed.ts";
import { type TestGoogle, eventsOf, mailOf, refusalOf, startTestGoogle } from "./testing.ts";

const mailbox = demoMailbox(new Date("2026-11-20T12:00:00Z"));
const userId = "me";
let google: TestGoogle;
beforeAll(async () => {
  google = await startTestGoogle();
});
afterAll(() => google.close());

test("the demo mailbox goes in whole and once, with its threads, labels and events", async () => {
  const { database } = google.google;
  expect(seedMailbox(database, mailbox)).toBe(true);
  expect(seedMailbox(database, mailbox)).toBe(false);
  const auth = await google.connected(undefined, mailbox.account.email);
  const { users } = mailOf(auth, google.url);
  const { data: profile } = await users.getProfile({ userId });
  expect(profile.messagesTotal).toBe(mailbox.messages.length);
  expect(profile.threadsTotal).toBe(new Set(mailbox.messages.map(({ threadKey }) => threadKey)).size);

  const newest = mailbox.messages.at(-1);
  const { data } = await users.messages.get({ userId, id: newest?.id ?? "", format: "raw" });
  expect(Buffer.from(data.raw ?? "", "base64url").toString()).toBe(newest?.raw);
  expect(data.internalDate).toBe(String(Math.floor((newest?.at.getTime() ?? 0) / 1_000) * 1_000));
  expect(new Set(data.labelIds)).toEqual(new Set(newest?.labelIds));

  const { events } = eventsOf(auth, google.url);
  const { data: listed } = await events.list({ calendarId: "primary", maxResults: 2_500, showDeleted: true });
  expect(listed.items).toHaveLength(mailbox.events.length);
  const week = { timeMin: "2026-11-16T00:00:00Z", timeMax: "2026-11-23T00:00:00Z", singleEvents: true };
  expect((await events.list({ calendarId: "primary", ...week })).data.items?.length).toBeGreaterThan(0);
});

test("what was seeded is no news, what comes later is", async () => {
  const account = mailbox.account.email;
  const { users } = mailOf(await google.connected(undefined, account), google.url);
  const startHistoryId = (await users.getProfile({ userId })).data.historyId ?? "";
  expect((await users.history.list({ userId, startHistoryId })).data.history).toBeUndefined();
  const before = String(Number(startHistoryId) - 1);
  expect((await refusalOf(users.history.list({ userId, startHistoryId: before }))).status).toBe(404);
  await google.control("/__deliver", { account, messages: [{ raw: "From: a@b.example\r\n\r\nNew\r\n" }] });
  expect((await users.history.list({ userId, startHistoryId })).data.history).toHaveLength(1);
});
