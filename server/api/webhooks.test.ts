import { generateKeyPairSync, sign } from "node:crypto";

import { afterAll, expect, test } from "vitest";

import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { fillCalendar } from "#local/testing/google-calendar.ts";
import {
  calendarPush,
  channelsOf,
  jobsOf,
  mailPush,
  mailPushWith,
  usePush,
} from "#local/testing/google-push.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount, lettersTo } from "#local/testing/google-sync.ts";
import { runJobsOf } from "#local/testing/imports.ts";
import { pushAccount } from "#local/services/google/google.ts";
import { systemPool } from "#server/db/index.ts";
import { env, setEnv } from "#server/env.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";
import { enqueueDueWatches } from "#server/sync/index.ts";

import { calendarPushHandler, gmailPushHandler } from "./webhooks.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "20" });
const google = useGoogleStandIn();
usePush(google);
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

async function followed() {
  const owner = await newOwner();
  const account = await google.connect(owner);
  await account.deliver(lettersTo(account.email, 2));
  await importAccount(owner, account);
  const [row] = await systemPool().client<{ cursor: string }[]>`
    select cursor from crm.sync_cursors where workspace_id = ${owner.workspace.id}`;
  return { owner, account, cursor: row?.cursor ?? "" };
}
const later = (cursor: string) => String(BigInt(cursor) + 5n);

test("a push by Google has the mailbox synced once, however often and in whatever order it comes", async () => {
  const { owner, account, cursor } = await followed();
  const push = (historyId: string) =>
    gmailPushHandler(mailPush(google, { emailAddress: account.email, historyId }));
  expect((await push(cursor)).status).toBe(204);
  expect(await jobsOf(owner, "connections.sync")).toEqual([]);
  const answers = await Promise.all([later(cursor), later(cursor), later(cursor)].map(push));
  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
  expect(await jobsOf(owner, "connections.sync")).toEqual(["queued"]);
  await account.deliver(lettersTo(account.email, 1, "b"));
  await runJobsOf(owner);
  const [state] = await systemPool().client`
    select count(*)::int as count from crm.interactions where workspace_id = ${owner.workspace.id}`;
  expect(state).toEqual({ count: 3 });
  await push(cursor);
  expect(await jobsOf(owner, "connections.sync")).toEqual(["done"]);
});

test("whoever is not Google is refused, and so is a token for somebody else; none of it is told apart", async () => {
  const { owner, account, cursor } = await followed();
  const changed = { emailAddress: account.email, historyId: later(cursor) };
  const claims = { iss: "https://accounts.google.com", aud: "http://localhost:3000/api/webhooks/gmail" };
  const now = Math.floor(Date.now() / 1000);
  const self = { ...claims, email: pushAccount, email_verified: true, iat: now, exp: now + 600 };
  const strangers = [
    mailPushWith("", changed),
    mailPushWith("Bearer x.y.z", changed),
    mailPushWith(`Bearer ${signedBy("another", self)}`, changed),
    mailPush(google, changed, { audience: "https://elsewhere.example" }),
    mailPush(google, changed, { account: "somebody@else.iam.gserviceaccount.com" }),
  ];
  const texts = new Set<string>();
  for (const request of strangers) {
    const answer = await gmailPushHandler(request);
    expect(answer.status).toBe(401);
    texts.add((await answer.text()).replaceAll(/"requestId":"[^"]*"/g, ""));
  }
  expect(texts.size).toBe(1);
  expect(await jobsOf(owner, "connections.sync")).toEqual([]);
});

test("a mailbox that nobody has, and what cannot be read, are taken as read; a large body is not taken", async () => {
  const unknown = { emailAddress: "nobody@x.example", historyId: "7" };
  expect((await gmailPushHandler(mailPush(google, unknown))).status).toBe(204);
  const rubbish = { emailAddress: "x", historyId: "1; drop" };
  expect((await gmailPushHandler(mailPush(google, rubbish))).status).toBe(204);
  const long = { emailAddress: "a@x.example", historyId: "1", more: "x".repeat(20_000) };
  expect((await gmailPushHandler(mailPush(google, long))).status).toBe(413);
});

test("without a topic nobody is let in", async () => {
  const before = env();
  setEnv({ ...before, GMAIL_PUSH_TOPIC: undefined });
  const push = mailPush(google, { emailAddress: "a@x.example", historyId: "1" });
  expect((await gmailPushHandler(push)).status).toBe(401);
  setEnv(before);
});

test("a channel of a calendar is known by its token and its resource", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  fillCalendar(account);
  await importAccount(owner, account, "calendar");
  await enqueueDueWatches();
  await runJobsOf(owner);
  const [channel] = channelsOf(google, account.email);
  if (!channel) throw new Error("no channel was opened");
  expect(channel.address).toBe("http://localhost:3000/api/webhooks/calendar");

  const refused = await Promise.all(
    [
      calendarPush(channel, { "x-goog-channel-token": "guessed" }),
      calendarPush(channel, { "x-goog-resource-id": "another" }),
      calendarPush(channel, { "x-goog-channel-id": crypto.randomUUID() }),
      new Request(channel.address, { method: "POST" }),
    ].map(calendarPushHandler),
  );
  expect(refused.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  expect(await jobsOf(owner, "connections.sync")).toEqual([]);
  const hello = await calendarPushHandler(calendarPush(channel, { "x-goog-resource-state": "sync" }));
  expect(hello.status).toBe(204);
  expect(await jobsOf(owner, "connections.sync")).toEqual([]);
  for (let time = 0; time < 3; time++) {
    expect((await calendarPushHandler(calendarPush(channel))).status).toBe(204);
  }
  expect(await jobsOf(owner, "connections.sync")).toEqual(["queued"]);
});

function signedBy(kid: string, claims: Record<string, unknown>): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const text = [{ alg: "RS256", kid, typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${text}.${sign("RSA-SHA256", Buffer.from(text), privateKey).toString("base64url")}`;
}
