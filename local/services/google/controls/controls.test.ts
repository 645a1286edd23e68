import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type TestGoogle,
  account,
  eventsOf,
  mailOf,
  rawMail,
  refusalOf,
  startTestGoogle,
} from "../testing.ts";

let google: TestGoogle;
const userId = "me";
beforeAll(async () => {
  google = await startTestGoogle();
});
afterAll(() => google.close());

test("an ordered fault strikes as often as asked, with Google's words and Retry-After", async () => {
  const mail = mailOf(await google.connected(), google.url);
  const get = () => mail.users.getProfile({ userId });
  await google.control("/__faults", {
    path: "/gmail/v1/*/profile",
    status: 403,
    reason: "accessNotConfigured",
    times: 2,
  });
  for (const _ of [1, 2]) {
    expect(await refusalOf(get())).toEqual({ status: 403, reason: "accessNotConfigured" });
  }
  expect((await get()).status).toBe(200);
  await google.control("/__faults", [{ method: "GET", path: "/gmail/", status: 429, retryAfterSeconds: 7 }]);
  const response = await fetch(`${google.url}/gmail/v1/users/me/profile`);
  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "7"]);
  expect(await response.json()).toMatchObject({ error: { status: "RESOURCE_EXHAUSTED" } });
  await google.control("/__faults", { path: "/gmail", delayMs: 60 });
  const startedAt = performance.now();
  await get();
  expect(performance.now() - startedAt).toBeGreaterThan(55);
  await google.control("/__faults", { path: "/token", status: 400 });
  const oauth = await google.connected();
  oauth.setCredentials({ refresh_token: oauth.credentials.refresh_token ?? null });
  const refreshed = oauth.getAccessToken();
  expect(await refusalOf(refreshed)).toEqual({ status: 400, reason: "invalid_grant" });
  await google.control("/__faults", { path: "/never", status: 500 });
  await google.control("/__faults", undefined, "DELETE");
  expect(await google.control("/__faults")).toEqual([]);
});

test("the log of requests holds no query, token or control", async () => {
  await google.control("/__requests", undefined, "DELETE");
  const mail = mailOf(await google.connected(), google.url);
  await mail.users.messages.list({ userId, q: "from:somebody" });
  await fetch(`${google.url}/revoke?token=secret`, { method: "POST" });
  const log = (await google.control("/__requests")) as { path: string }[];
  expect(log).toEqual([
    { method: "GET", path: "/gmail/v1/users/me/messages", status: 200, at: expect.any(String) },
    { method: "POST", path: "/revoke", status: 400, at: expect.any(String) },
  ]);
});

test("above the quota of a minute a user gets 429, another one does not", async () => {
  const other = "other@gmail.example";
  await google.control("/__accounts", { email: other });
  const mine = mailOf(await google.connected(), google.url);
  const theirs = mailOf(await google.connected(undefined, other), google.url);
  await google.control("/__settings", { quotaUnitsPerMinute: 12 });
  await mine.users.messages.list({ userId });
  await mine.users.messages.list({ userId });
  expect(await refusalOf(mine.users.messages.list({ userId }))).toEqual({
    status: 429,
    reason: "rateLimitExceeded",
  });
  expect((await theirs.users.messages.list({ userId })).status).toBe(200);
  await google.control("/__settings", { quotaUnitsPerMinute: null });
  expect((await mine.users.messages.list({ userId })).status).toBe(200);
});

test("the life of a token can be set", async () => {
  await google.control("/__settings", { accessTokenSeconds: 1 });
  const tokens = await google.control("/__token", { account, scopes: ["x"] });
  expect(tokens).toMatchObject({ expires_in: 1 });
  await google.control("/__settings", { accessTokenSeconds: 3_600 });
});

test("a page in a browser may not turn the controls", async () => {
  const post = (headers: Record<string, string>) =>
    fetch(`${google.url}/__faults`, { method: "POST", headers, body: "[]" }).then(({ status }) => status);
  expect(await post({ "content-type": "text/plain" })).toBe(403);
  expect(await post({ "content-type": "application/json", origin: "https://evil.example" })).toBe(403);
  expect(await post({ "content-type": "application/json" })).toBe(200);
});

test("who watches is told of new mail and changed events", async () => {
  const told: { url: string; headers: Record<string, unknown>; body: string }[] = [];
  const listener = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      told.push({ url: request.url ?? "", headers: request.headers, body });
      response.end();
    });
  }).listen(0, "127.0.0.1");
  await once(listener, "listening");
  const url = `http://127.0.0.1:${String((listener.address() as AddressInfo).port)}`;
  const auth = await google.connected();
  await google.control("/__settings", { mailPushUrl: `${url}/mail` });
  const topicName = "projects/omnicrm/topics/mail";
  await mailOf(auth, google.url).users.watch({ userId, requestBody: { topicName } });
  await google.control("/__deliver", { account, messages: [{ raw: rawMail({}) }] });
  await expect.poll(() => told.length).toBe(1);
  const { message } = JSON.parse(told[0]?.body ?? "{}") as { message: { data: string } };
  expect(JSON.parse(Buffer.from(message.data, "base64").toString())).toMatchObject({ emailAddress: account });

  const { events } = eventsOf(auth, google.url);
  const channel = { id: "channel-1", type: "web_hook", address: `${url}/events`, token: "known" };
  await events.watch({ calendarId: "primary", requestBody: channel });
  await expect.poll(() => told.at(-1)?.headers["x-goog-resource-state"]).toBe("sync");
  const time = { dateTime: "2026-02-02T09:00:00Z" };
  await events.insert({ calendarId: "primary", requestBody: { start: time, end: time } });
  await expect.poll(() => told.at(-1)?.headers["x-goog-resource-state"]).toBe("exists");
  expect(told.at(-1)?.headers).toMatchObject({
    "x-goog-channel-token": "known",
    "x-goog-message-number": "2",
  });
  listener.closeAllConnections();
  listener.close();
});
