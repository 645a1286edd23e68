import { randomBytes } from "node:crypto";
import { zstdDecompressSync } from "node:zlib";

import { beforeEach, describe, expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import {
  answered,
  type Fault,
  mendGoogle,
  passing,
  runAgain,
  timeoutFor,
  untilMended,
  useFaults,
  wordsFor,
} from "#local/testing/google-faults.ts";
import { type TestAccount, useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { lettersTo, previewOf, sourceState, syncNow } from "#local/testing/google-sync.ts";
import { runJobsOf } from "#local/testing/imports.ts";
import { getMessage, rawOf } from "#local/services/google/gmail/store.ts";
import { until } from "#local/testing/until.ts";
import { calendarWriter, draftsClient, gmailClient } from "#server/google/index.ts";
import { googleAccess } from "#server/connections/index.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { env, setEnv } from "#server/env.ts";
import { getJob, retryJob } from "#server/jobs/index.ts";

import { runClaimed } from "#worker/run.ts";

import {
  approvePreview,
  connectionStatus,
  createPreview,
  getBatch,
  getPreview,
  listBatchItems,
  syncConnection,
} from "../index.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "20" });
const google = useGoogleStandIn();
useFaults(google);

const users = "/gmail/v1/users/me";
const list = `${users}/messages`;
const get = `${users}/messages/`;
const history = `${users}/history`;
const events = "/calendar/v3/calendars/primary/events";

/** Each message of the account once, with everything that belongs to it. */
async function expectWhole(owner: Context, ids: readonly string[]): Promise<void> {
  const { client } = systemPool();
  const rows = await client<{ item: string; status: string }[]>`
    select provider_item_id as item, status from crm.raw_events where workspace_id = ${owner.workspace.id}`;
  expect(rows.map(({ item }) => item).toSorted()).toEqual([...ids].toSorted());
  expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(["stored"]));
  const [counts] = await client`
    select (select count(*)::int from crm.interactions where workspace_id = ${owner.workspace.id}) as mails,
      (select count(*)::int from crm.interaction_contents where workspace_id = ${owner.workspace.id}) as contents,
      (select sum(inbound_count)::int from crm.contact_stats where workspace_id = ${owner.workspace.id}) as inbound,
      (select count(*)::int from crm.change_sets where workspace_id = ${owner.workspace.id} and status = 'open') as open`;
  expect(counts).toEqual({ mails: ids.length, contents: ids.length, inbound: ids.length, open: 0 });
}

async function mailboxOf(count: number) {
  const owner = await newOwner();
  const account = await google.connect(owner);
  const ids = await account.deliver(lettersTo(account.email, count));
  return { owner, account, ids };
}

describe.each(passing)("%s", (name, fault) => {
  beforeEach(() => setEnv({ ...env(), GOOGLE_TIMEOUT_MS: timeoutFor(fault) }));

  test("while listing, reading headers, importing and following: all comes, once", async () => {
    const { owner, account, ids } = await mailboxOf(5);
    await google.fault({ ...fault, path: list });
    await google.fault({ ...fault, path: get, skip: 1 });
    const preview = await previewOf(owner, account);
    expect(preview).toMatchObject({ status: "ready", counts: { total: 5, store: 5 } });
    expect(await google.pendingFaults()).toBe(0);

    await google.fault({ ...fault, path: get, skip: 2 });
    const { batchId } = await approvePreview(owner, { id: preview.id });
    await runJobsOf(owner);
    expect(await google.pendingFaults()).toBe(0);
    const batch = await getBatch(through(owner, "rest"), { id: batchId });
    expect(batch).toMatchObject({ status: "done", error: null, counts: { stored: 5, failed: 0 } });

    const later = await account.deliver(lettersTo(account.email, 2, "b"));
    await google.fault({ ...fault, path: history });
    await google.fault({ ...fault, path: get });
    await syncNow(owner, account);
    expect(await google.pendingFaults()).toBe(0);
    expect((await sourceState(owner))?.error).toBeNull();
    await expectWhole(owner, [...ids, ...later]);
  });

  test("while writing and watching: one event, no draft, one watch", async () => {
    const owner = await newOwner();
    const { connectionId } = await google.connect(owner);
    const access = await googleAccess(owner, connectionId);
    const writer = calendarWriter(access, owner.signal);
    const event = {
      id: `e${String(passing.findIndex(([one]) => one === name))}abcdef`,
      title: "Lunch",
      startAt: "2026-03-01T11:00:00Z",
      endAt: "2026-03-01T12:00:00Z",
      attendees: [],
      location: null,
      description: null,
    };
    await google.fault({ ...fault, method: "GET", path: events });
    await google.fault({ ...fault, method: "POST", path: events });
    expect((await writer.ensureEvent(event)).id).toBe(event.id);
    expect((await writer.ensureEvent(event)).id).toBe(event.id);
    await google.fault({ ...fault, method: "DELETE", path: events });
    await writer.removeEvent(event.id);
    const drafts = draftsClient(access, owner.signal);
    await google.fault({ ...fault, method: "GET", path: `${users}/drafts` });
    expect(await drafts.findDraft("one@omnicrm.example")).toBeNull();
    await google.fault({ ...fault, path: `${users}/watch` });
    const watchedUntil = await gmailClient(access, owner.signal).watch("projects/p/topics/mail");
    expect(watchedUntil.getTime()).toBeGreaterThan(Date.now() + 3_600_000);
    expect(await google.pendingFaults()).toBe(0);
  });
});

interface Refusal {
  name: string;
  /** Strikes every call of the phase until it is mended. */
  fault: Fault;
  words: RegExp;
  /** What a page shows of it: it gave up, or tries again by itself. */
  state: "failed" | "queued";
}

const refusals: Refusal[] = [
  {
    name: "403 insufficientPermissions",
    fault: { status: 403, reason: "insufficientPermissions", times: 50 },
    words: /tick the box/,
    state: "failed",
  },
  {
    name: "401 for every token",
    fault: untilMended({ status: 401 }),
    words: /Connect this account again/,
    state: "failed",
  },
  ...answered.map(([name, fault]) => ({
    name: `${name}, for long`,
    fault: untilMended(fault),
    words: wordsFor(fault),
    state: "queued" as const,
  })),
  {
    name: "429 for almost an hour",
    fault: untilMended({ status: 429, retryAfterSeconds: 3_000 }),
    words: /slow down for a while/,
    state: "queued",
  },
];

describe.each(refusals)("$name", ({ fault, words, state }) => {
  /** Google is as it was, and what was held is let go. */
  async function mend(owner: Context, jobId: string | null): Promise<void> {
    await mendGoogle(google);
    if (state === "failed" && jobId) await retryJob(owner, { id: jobId });
    await runAgain(owner);
  }

  test("while listing: the preview says so, and is made afterwards", async () => {
    const { owner, account } = await mailboxOf(3);
    await google.fault({ ...fault, path: list });
    const { id, jobId } = await createPreview(owner, { connectionId: account.connectionId });
    await runJobsOf(owner);
    const job = await getJob(through(owner, "rest"), { id: jobId ?? "" });
    expect(job).toMatchObject({ status: state, error: { message: expect.stringMatching(words) } });
    const during = await getPreview(through(owner, "rest"), { id });
    expect(during).toMatchObject({
      status: state === "failed" ? "failed" : "pending",
      error: { message: expect.stringMatching(words) },
      waitsUntil: state === "failed" ? null : expect.any(String),
    });
    await mend(owner, jobId);
    expect(await getPreview(through(owner, "rest"), { id })).toMatchObject({
      status: "ready",
      counts: { total: 3 },
    });
  });

  test("while importing: the import says so, and goes on afterwards", async () => {
    const { owner, account, ids } = await mailboxOf(3);
    const preview = await previewOf(owner, account);
    const { batchId, jobId } = await approvePreview(owner, { id: preview.id });
    await google.fault({ ...fault, path: `${users}/` });
    await runJobsOf(owner);
    const during = await getBatch(through(owner, "rest"), { id: batchId });
    expect(during.error?.message).toMatch(words);
    expect(during.status).toBe(state === "failed" ? "failed" : "queued");
    expect(during.waitsUntil === null).toBe(state === "failed");
    await mend(owner, jobId);
    expect(await getBatch(through(owner, "rest"), { id: batchId })).toMatchObject({
      status: "done",
      error: null,
    });
    await expectWhole(owner, ids);
  });

  test("while following: the source says so, and catches up afterwards", async () => {
    const { owner, account, ids } = await mailboxOf(3);
    const preview = await previewOf(owner, account);
    await approvePreview(owner, { id: preview.id });
    await runJobsOf(owner);
    const later = await account.deliver(lettersTo(account.email, 2, "b"));
    await google.fault({ ...fault, path: history });
    const { jobId } = await syncConnection(owner, { id: account.connectionId });
    await runJobsOf(owner);
    const told = await connectionStatus(through(owner, "rest"), { id: account.connectionId });
    expect(told.sources).toMatchObject([
      {
        source: "gmail",
        following: true,
        trouble: {
          message: expect.stringMatching(words),
          next: expect.stringMatching(state === "failed" ? /Connect the account again/ : /by itself/),
        },
      },
    ]);
    await mend(owner, jobId);
    await syncNow(owner, account);
    expect((await sourceState(owner))?.error).toBeNull();
    await expectWhole(owner, [...ids, ...later]);
  });
});

test("while one answer is waited for, the import says what is here by then, and what is to go", async () => {
  const { owner, account, ids } = await mailboxOf(25);
  const preview = await previewOf(owner, account);
  const { batchId } = await approvePreview(owner, { id: preview.id });
  await google.fault({ path: get, skip: 22, delayMs: 700 });
  const running = runJobsOf(owner);
  const read = () => getBatch(through(owner, "rest"), { id: batchId });
  await until("the first mails", async () => (await read()).counts.stored > 0);
  expect(await read()).toMatchObject({
    status: "running",
    error: null,
    waitsUntil: null,
    counts: { total: 25, stored: 20, failed: 0 },
    progress: { done: 20, total: 25 },
  });
  await running;
  expect(await read()).toMatchObject({ status: "done", counts: { stored: 25 }, progress: null });
  await expectWhole(owner, ids);
});

describe("the limit of a whole day", () => {
  const fault = { status: 403, reason: "dailyLimitExceeded", times: 300 };
  const words = /for a whole day.*goes on by itself/;
  const daySeconds = 25 * 3_600 + 180;
  const letGo = async (owner: Context) => {
    await mendGoogle(google);
    await runAgain(owner);
  };
  const jobOf = async (id: string | null) =>
    (
      await systemPool().client<{ status: string; attempt: number; in_seconds: number }[]>`
        select status, attempt, extract(epoch from run_at - now())::float8 as in_seconds from crm.jobs where id = ${id}`
    )[0];
  /** Until Google counts anew, whenever that is now; and no attempt is lost by it. */
  const expectWaits = async (jobId: string | null) => {
    const job = await jobOf(jobId);
    expect(job).toMatchObject({ status: "queued", attempt: 0 });
    expect(job?.in_seconds).toBeGreaterThan(3_500);
    expect(job?.in_seconds).toBeLessThan(daySeconds);
  };

  test("a preview and an import wait for the next day and say so, nobody asks meanwhile, and then they go on", async () => {
    const { owner, account, ids } = await mailboxOf(3);
    await google.fault({ ...fault, path: list });
    const { id, jobId } = await createPreview(owner, { connectionId: account.connectionId });
    await runJobsOf(owner);
    await expectWaits(jobId);
    const preview = await getPreview(through(owner, "rest"), { id });
    expect(preview).toMatchObject({ status: "pending", error: { message: expect.stringMatching(words) } });
    expect(new Date(preview.waitsUntil ?? 0).getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    await letGo(owner);
    expect(await getPreview(through(owner, "rest"), { id })).toMatchObject({
      status: "ready",
      error: null,
      waitsUntil: null,
    });

    const { batchId, jobId: importId } = await approvePreview(owner, { id });
    await google.fault({ ...fault, path: get });
    await runJobsOf(owner);
    const asked = await google.requests(/messages/);
    for (let time = 0; time < 3; time++) await runAgain(owner);
    expect(await google.requests(/messages/)).toBe(asked);
    await expectWaits(importId);
    const during = await getBatch(through(owner, "rest"), { id: batchId });
    expect(during).toMatchObject({ status: "queued", error: { message: expect.stringMatching(words) } });
    expect(new Date(during.waitsUntil ?? 0).getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    expect(await getJob(through(owner, "rest"), { id: importId })).toMatchObject({
      waitsUntil: expect.any(String),
      error: { message: expect.stringMatching(words) },
    });
    await letGo(owner);
    expect(await getBatch(through(owner, "rest"), { id: batchId })).toMatchObject({
      status: "done",
      error: null,
    });
    await expectWhole(owner, ids);
  });

  test("of what is followed the mailbox says so, its calendar goes on, and the mail comes the next day", async () => {
    const { owner, account, ids } = await mailboxOf(2);
    const preview = await previewOf(owner, account);
    await approvePreview(owner, { id: preview.id });
    await runJobsOf(owner);
    const calendar = await previewOf(owner, account, "calendar");
    await approvePreview(owner, { id: calendar.id });
    await runJobsOf(owner);
    const later = await account.deliver(lettersTo(account.email, 2, "b"));
    account.put({
      id: "lunch01",
      summary: "Lunch",
      start: { dateTime: "2026-03-02T12:00:00Z" },
      end: { dateTime: "2026-03-02T13:00:00Z" },
    });
    await google.fault({ ...fault, path: history });
    const { jobId } = await syncConnection(owner, { id: account.connectionId });
    await runJobsOf(owner);
    expect((await jobOf(jobId))?.status).toBe("done");
    const mail = await sourceState(owner);
    expect(mail).toMatchObject({ source: "gmail", error: { message: expect.stringMatching(words) } });
    const [event] = await systemPool().client`
      select count(*)::int as count from crm.calendar_events where workspace_id = ${owner.workspace.id}`;
    expect(event).toEqual({ count: 1 });
    await letGo(owner);
    await syncNow(owner, account);
    expect((await sourceState(owner))?.error).toBeNull();
    const [mails] = await systemPool().client`
      select count(*)::int as count from crm.interactions where workspace_id = ${owner.workspace.id} and kind = 'email'`;
    expect(mails).toEqual({ count: ids.length + later.length });
  });
});

describe("invalid_grant", () => {
  test.each(["listing", "importing", "following"])(
    "while %s: asks to connect again, then goes on",
    async (phase) => {
      const { owner, account, ids } = await mailboxOf(3);
      const end = async () => {
        await google.current.control("/__expire", { what: "tokens", account: account.email });
        await google.fault({ path: "/token", status: 400, reason: "invalid_grant", times: 20 });
      };
      if (phase === "listing") await end();
      const first = await previewOf(owner, account);
      if (phase === "listing") expect(first.error?.message).toMatch(/connect this account again/);
      if (phase === "listing") await reconnect(owner, account);
      const preview = phase === "listing" ? await previewOf(owner, account) : first;
      const { batchId, jobId } = await approvePreview(owner, { id: preview.id });
      if (phase === "importing") await end();
      await runJobsOf(owner);
      if (phase === "importing") {
        const during = await getBatch(through(owner, "rest"), { id: batchId });
        expect(during).toMatchObject({
          status: "failed",
          error: { message: expect.stringMatching(/connect this account/) },
        });
        await reconnect(owner, account);
        await retryJob(owner, { id: jobId });
        await runJobsOf(owner);
      }
      const later = await account.deliver(lettersTo(account.email, 1, "b"));
      if (phase === "following") {
        await end();
        await syncNow(owner, account);
        expect((await sourceState(owner))?.error?.message).toMatch(/connect this account again/);
        await reconnect(owner, account);
      }
      await syncNow(owner, account);
      await expectWhole(owner, [...ids, ...later]);
    },
  );
});

/** As consenting at Google once more does. */
async function reconnect(owner: Context, { connectionId, email }: TestAccount): Promise<void> {
  await mendGoogle(google);
  const { client } = systemPool();
  const [row] = await client`select state from crm.connections where id = ${connectionId}`;
  expect(row).toEqual({ state: "reconnect_needed" });
  await google.connect(owner, email);
}

describe("of the mailbox itself", () => {
  test("a page token that expires: the listing begins again, and nothing is counted twice", async () => {
    const { owner, account, ids } = await mailboxOf(501);
    await google.fault({ path: list, status: 400, reason: "invalidArgument", skip: 1 });
    const preview = await previewOf(owner, account);
    expect(await google.pendingFaults()).toBe(0);
    expect(preview.counts).toMatchObject({ total: ids.length, store: ids.length });
    const pages = await systemPool().client`
      select seq, cardinality(item_ids) as count from crm.preview_pages where preview_id = ${preview.id} order by seq`;
    expect(pages).toEqual([
      { seq: 0, count: 500 },
      { seq: 1, count: 1 },
    ]);
  });

  test("a page token that expires says nothing of the search, whether it is of a label or of all", async () => {
    const { owner, account, ids } = await mailboxOf(501);
    await google.fault({ path: list, status: 400, reason: "invalidArgument", skip: 1 });
    await google.fault({ path: list, status: 400, reason: "invalidArgument", skip: 3 });
    const controls = { query: "subject:letter", labelsIn: ["INBOX"] };
    const preview = await previewOf(owner, account, "gmail", controls);
    expect(await google.pendingFaults()).toBe(0);
    expect(preview).toMatchObject({ status: "ready", counts: { total: ids.length } });
    // What Gmail does not take is told at once.
    await google.fault({ path: list, status: 400, reason: "invalidArgument" });
    const refused = await previewOf(owner, account, "gmail", { query: "subject:letter" });
    expect(refused).toMatchObject({ status: "failed", error: { code: "invalid_input" } });
  });

  test("35 MB, ten thousand headers, deep nesting: each is stored, or says why not", async () => {
    const owner = await newOwner();
    const account = await google.connect(owner);
    const mail = (id: string, rest: Record<string, unknown>) => ({
      from: "Ann <ann@firm.example>",
      to: account.email,
      subject: id,
      id: `${id}@mail.example`,
      ...rest,
    });
    const ids = await account.deliver([
      mail("large", withAttachment(35 * 1024 ** 2)),
      mail("headers", {
        headers: Array.from({ length: 10_000 }, (_, index) => `X-Line-${String(index)}: ${"x".repeat(20)}`),
      }),
      mail("nested", nested(200)),
      mail("plain", {}),
    ]);
    const preview = await previewOf(owner, account);
    const [job] = await systemPool()
      .client`select error from crm.jobs where workspace_id = ${owner.workspace.id}`;
    expect(job).toEqual({ error: null });
    expect(preview).toMatchObject({ status: "ready", counts: { total: 4 } });
    const { batchId } = await approvePreview(owner, { id: preview.id });
    await runJobsOf(owner);
    expect(await getBatch(through(owner, "rest"), { id: batchId })).toMatchObject({
      status: "done",
      error: null,
      counts: { total: 4, stored: 4, skipped: 0, failed: 0 },
    });
    await expectWhole(owner, ids);
    // What was kept are the bytes that Gmail has, and the page names each.
    const { items } = await listBatchItems(through(owner, "rest"), { id: batchId });
    expect(items.map(({ state, subject }) => `${state} ${subject ?? ""}`).toSorted()).toEqual(
      ["headers", "large", "nested", "plain"].map((subject) => `stored ${subject}`),
    );
    for (const id of ids) {
      const [row] = await systemPool().client<{ payload: Buffer; byte_size: string }[]>`
        select payload, byte_size from crm.raw_events where workspace_id = ${owner.workspace.id} and provider_item_id = ${id}`;
      const { database } = google.current.google;
      const raw = Buffer.from(rawOf(database, getMessage(database, account.email, id)));
      expect(Number(row?.byte_size)).toBe(raw.byteLength);
      expect(zstdDecompressSync(row?.payload ?? "").equals(raw)).toBe(true);
    }
  }, 60_000);

  test("two workers on one mailbox, in two workspaces: each message once", async () => {
    const { owner, account, ids } = await mailboxOf(45);
    const other = await newOwner();
    const same = await google.connect(other, account.email);
    const [first, second] = [await previewOf(owner, account), await previewOf(other, same)];
    const started = [
      await approvePreview(owner, { id: first.id }),
      await approvePreview(other, { id: second.id }),
    ];
    const stop = new AbortController().signal;
    await Promise.all([...started, ...started].map(({ jobId }) => runClaimed(jobId, stop)));
    await expectWhole(other, ids);
    const later = await account.deliver(lettersTo(account.email, 3, "b"));
    await syncConnection(owner, { id: account.connectionId });
    await Promise.all([runJobsOf(owner), runJobsOf(owner)]);
    await expectWhole(owner, [...ids, ...later]);
  });
});

/** As long as that in the mail, and no shorter when it is compressed. */
function withAttachment(byteSize: number) {
  const file = randomBytes((byteSize / 4) * 3)
    .toString("base64")
    .replaceAll(/.{76}/g, (line) => `${line}\n`);
  const part = `--b\nContent-Type: application/pdf; name="a.pdf"\nContent-Transfer-Encoding: base64\n\n`;
  return {
    headers: ['Content-Type: multipart/mixed; boundary="b"'],
    body: `--b\n\nSee the file.\n${part}${file}\n--b--\n`,
  };
}

function nested(depth: number) {
  const open = Array.from({ length: depth }, (_, level) =>
    [`--b${String(level)}`, `Content-Type: multipart/mixed; boundary="b${String(level + 1)}"`, "", ""].join(
      "\n",
    ),
  );
  return {
    headers: ['Content-Type: multipart/mixed; boundary="b0"'],
    body: `${open.join("")}--b${String(depth)}\n\nAt last.\n`,
  };
}
