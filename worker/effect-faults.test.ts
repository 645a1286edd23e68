import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import type { Proposal } from "#lib/schemas/proposals.ts";
import { draftsAtGoogle, endHold, eventsAtGoogle, sentAtGoogle } from "#local/testing/effects.ts";
import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { at, eventsOf } from "#local/testing/google-calendar.ts";
import {
  type Fault,
  mendGoogle,
  passing,
  runAgain,
  timeoutFor,
  unanswered,
  useShortWaits,
  wordsFor,
} from "#local/testing/google-faults.ts";
import { type TestAccount, useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount } from "#local/testing/google-sync.ts";
import { runJobsOf } from "#local/testing/imports.ts";
import { propose } from "#local/testing/proposals.ts";
import { labelsOf } from "#local/services/google/gmail/store.ts";
import { listLabels } from "#local/services/google/gmail/labels.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { env, setEnv } from "#server/env.ts";
import { listThreads } from "#server/interactions/index.ts";
import { closeQueues, retryJob } from "#server/jobs/index.ts";
import { callBackMail, getMail } from "#server/mail/index.ts";
import { closeRedis } from "#server/realtime/index.ts";
import { approveProposal, runOperation } from "#server/registry/index.ts";

useTestDatabase();
const google = useGoogleStandIn();
useShortWaits();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

/** Every cell writes to something of its own: a mail and a meeting each. */
const cells = 28;
let owner: Context;
let account: TestAccount;
let mails: string[];
let threads: { id: string; subject: string | null }[];
let cell = 0;

beforeAll(async () => {
  owner = await newOwner();
  account = await google.connect(owner);
  mails = await account.deliver(
    Array.from({ length: cells }, (_, index) => ({
      from: `Ada <ada${String(index)}@x.example>`,
      to: account.email,
      subject: `Looms ${String(index)}`,
      id: `looms${String(index)}@x.example`,
      body: "Looms?",
    })),
  );
  for (const kind of ["move", "cancel"]) {
    for (let index = 0; index < cells; index++) {
      account.put({
        id: `${kind === "move" ? "move" : "cane"}${String(index)}`,
        iCalUID: `${kind}${String(index)}@x`,
        summary: `${kind} ${String(index)}`,
        start: at(`2026-03-${String(index + 1).padStart(2, "0")}T09:00:00+01:00`),
        end: at(`2026-03-${String(index + 1).padStart(2, "0")}T10:00:00+01:00`),
        organizer: { email: account.email, self: true },
      });
    }
  }
  await importAccount(owner, account);
  await importAccount(owner, account, "calendar");
  threads = (await listThreads(through(owner, "rest"), { limit: 100 })).items;
});
beforeEach(async () => {
  cell++;
  setEnv({ ...env(), GOOGLE_TIMEOUT_MS: 60_000 });
  await mendGoogle(google);
});

const users = "/gmail/v1/users/me";
const events = "/calendar/v3/calendars/primary/events";
const labelsAt = (id: string) => labelsOf(google.current.google.database, account.email, id);
const labelled = (name: string) =>
  listLabels(google.current.google.database, account.email).filter((label) => label.name === name);
const eventAt = (id: string) => eventsAtGoogle(google, account.email).find((event) => event.id === id);
const titled = (title: string) =>
  eventsAtGoogle(google, account.email).filter(({ summary }) => summary === title).length;
const written = (found: { raw: string }[], subject: string) =>
  found.filter(({ raw }) => raw.includes(`Subject: ${subject}\r\n`)).length;
const threadOf = (index: number) =>
  threads.find(({ subject }) => subject === `Looms ${String(index)}`)?.id ?? "";
const eventId = async (title: string) =>
  (await eventsOf(owner)).find((event) => event.title === title)?.id ?? "";

interface Write {
  operation: string;
  method: string;
  /** Of the call that does it. */
  path: string;
  /** Called once only by an attempt of the job: it looks first before it calls again. */
  isOnce?: boolean;
  input: () => Record<string, unknown> | Promise<Record<string, unknown>>;
  /** How often it stands outside. */
  outside: () => number;
}

const writes: Write[] = [
  {
    operation: "drafts.create",
    method: "POST",
    path: `${users}/drafts`,
    isOnce: true,
    input: () => ({ to: ["ada@x.example"], subject: `Draft ${String(cell)}`, body: "Hello" }),
    outside: () => written(draftsAtGoogle(google, account.email), `Draft ${String(cell)}`),
  },
  {
    operation: "mail.send",
    method: "POST",
    path: `${users}/drafts/send`,
    isOnce: true,
    input: () => ({ to: ["ada@x.example"], subject: `Letter ${String(cell)}`, body: "Hello" }),
    outside: () => written(sentAtGoogle(google, account.email), `Letter ${String(cell)}`),
  },
  {
    operation: "mail.archive",
    method: "POST",
    path: `${users}/messages/batchModify`,
    input: () => ({ threadId: threadOf(cell) }),
    outside: () => (labelsAt(mails[cell] ?? "").includes("INBOX") ? 0 : 1),
  },
  {
    operation: "mail.label",
    method: "POST",
    path: `${users}/labels`,
    input: () => ({ threadId: threadOf(cell), add: [`Label ${String(cell)}`] }),
    outside: () =>
      labelled(`Label ${String(cell)}`).filter(({ id }) => labelsAt(mails[cell] ?? "").includes(id)).length,
  },
  {
    operation: "events.create",
    method: "POST",
    path: events,
    input: () => ({ title: `New ${String(cell)}`, startAt: "2026-04-10T10:00:00Z", minutes: 30 }),
    outside: () => titled(`New ${String(cell)}`),
  },
  {
    operation: "events.move",
    method: "PATCH",
    path: events,
    input: async () => ({ id: await eventId(`move ${String(cell)}`), startAt: "2026-03-30T10:00:00Z" }),
    outside: () => (eventAt(`move${String(cell)}`)?.start?.dateTime === "2026-03-30T10:00:00.000Z" ? 1 : 0),
  },
  {
    operation: "events.delete",
    method: "DELETE",
    path: events,
    input: async () => ({ id: await eventId(`cancel ${String(cell)}`) }),
    outside: () => (eventAt(`cane${String(cell)}`) ? 0 : 1),
  },
];

interface Asked {
  write: Write;
  proposal: string;
}

/** All that may be written, each proposed and approved. */
async function approveAll(wanted: readonly Write[] = writes): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const write of wanted) {
    const proposal = await propose(owner, { operation: write.operation, input: await write.input() });
    expect(await approveProposal(owner, { id: proposal })).toMatchObject({ state: "done" });
    asked.push({ write, proposal });
  }
  return asked;
}

/** What waits goes now, several at once: most of a fault is waiting. */
async function perform(): Promise<void> {
  await endHold(owner);
  await Promise.all(writes.map(() => runJobsOf(owner)));
}

async function effectOf({ proposal }: Asked) {
  const found = (await runOperation(through(owner, "rest"), "proposals.get", { id: proposal })) as Proposal;
  const [effect] = found.effects;
  if (!effect) throw new Error("nothing of it leaves the house");
  return effect;
}

async function expectAll(asked: readonly Asked[], outside: number, effect: (one: Asked) => unknown) {
  for (const one of asked) {
    expect([one.write.operation, one.write.outside()]).toEqual([one.write.operation, outside]);
    expect({ [one.write.operation]: await effectOf(one) }).toMatchObject({
      [one.write.operation]: effect(one),
    });
  }
}

const done = { state: "done", error: null };

describe.each(passing)("%s", (_name, fault) => {
  test("before anything is written: it is told where it is tried later, and each is done once", async () => {
    setEnv({ ...env(), GOOGLE_TIMEOUT_MS: timeoutFor(fault) });
    const asked = await approveAll();
    for (const { method, path } of writes) await google.fault({ ...fault, method, path: `${path}*` });
    await perform();
    expect(await google.pendingFaults()).toBe(0);
    // Another token is asked for at once, whatever is called.
    const isLater = ({ write }: Asked) => write.isOnce === true && fault["status"] !== 401;
    for (const one of asked.filter(isLater)) {
      expect(one.write.outside()).toBe(0);
      expect(await effectOf(one)).toMatchObject({
        state: one.write.operation === "mail.send" ? expect.stringMatching(/held|sending/) : "sending",
        error: expect.stringMatching(wordsFor(fault)),
      });
    }
    await expectAll(
      asked.filter((one) => !isLater(one)),
      1,
      () => done,
    );
    await runAgain(owner);
    await expectAll(asked, 1, () => done);
  });
});

const lost = [
  ["500", { status: 500, retryAfterSeconds: 0 }] as const,
  ["503", { status: 503, retryAfterSeconds: 0 }] as const,
  ...unanswered,
];

describe.each(lost)("%s, although it was done", (_name, fault) => {
  test("each is found done, and done no second time", async () => {
    setEnv({ ...env(), GOOGLE_TIMEOUT_MS: timeoutFor(fault) });
    const asked = await approveAll();
    for (const { method, path } of writes)
      await google.fault({ ...fault, method, path: `${path}*`, after: true });
    await perform();
    expect(await google.pendingFaults()).toBe(0);
    for (const { write } of asked) expect([write.operation, write.outside()]).toEqual([write.operation, 1]);
    await runAgain(owner);
    await expectAll(asked, 1, () => done);
  });
});

interface Refusal {
  name: string;
  fault: Fault;
  words: RegExp;
}

const refusals: Refusal[] = [
  {
    name: "403 insufficientPermissions",
    fault: { status: 403, reason: "insufficientPermissions" },
    words: /tick the box/,
  },
  {
    name: "invalid_grant",
    fault: { path: "/token", status: 400, reason: "invalid_grant" },
    words: /connect this account again/,
  },
];

describe.each(refusals)("$name", ({ name, fault, words }) => {
  test("nothing is written, each says why, and is done once when somebody tries it again", async () => {
    const asked = await approveAll();
    if (name === "invalid_grant")
      await google.current.control("/__expire", { what: "tokens", account: account.email });
    for (const { method, path } of writes)
      await google.fault({ method, path: `${path}*`, times: 50, ...fault });
    await perform();
    await expectAll(asked, 0, () => ({ state: "failed", error: expect.stringMatching(words) }));
    await mendGoogle(google);
    if (name === "invalid_grant") await google.connect(owner, account.email);
    for (const one of asked) await retryJob(owner, { id: (await effectOf(one)).jobId ?? "" });
    await perform();
    await expectAll(asked, 1, () => done);
  });
});

describe("429 for almost an hour", () => {
  const fault = { status: 429, retryAfterSeconds: 3_000 };

  test.each(writes)(
    "on $operation: it says so, waits, nobody is asked meanwhile, and it is done once",
    async (write) => {
      const asked = await approveAll([write]);
      await google.fault({ ...fault, method: write.method, path: `${write.path}*`, times: 50 });
      await perform();
      const waiting = await effectOf(asked[0] ?? { write, proposal: "" });
      expect(waiting).toMatchObject({ error: expect.stringMatching(/slow down/) });
      expect(waiting.state).toBe(write.operation === "mail.send" ? "held" : "sending");
      expect(write.outside()).toBe(0);
      const [job] = await systemPool().client<{ seconds: number }[]>`
      select extract(epoch from run_at - now())::float8 as seconds from crm.jobs where id = ${waiting.jobId}`;
      expect(job?.seconds).toBeGreaterThan(2_900);
      const calls = await google.requests(/./);
      await runAgain(owner);
      expect(await google.requests(/./)).toBe(calls);

      await mendGoogle(google);
      await runAgain(owner);
      await expectAll(asked, 1, () => done);
    },
  );

  test("a mail that waits for so long can be called back until it goes", async () => {
    const [letter] = await approveAll(writes.filter(({ operation }) => operation === "mail.send"));
    if (!letter) throw new Error("no letter");
    await google.fault({ ...fault, method: "POST", path: letter.write.path, times: 50 });
    await perform();
    const { effectId: id } = await effectOf(letter);
    expect(await getMail(through(owner, "rest"), { id })).toMatchObject({
      state: "held",
      error: expect.stringMatching(/slow down/),
    });
    expect(await callBackMail(owner, { id })).toEqual({ id, calledBack: true });
    await mendGoogle(google);
    await runAgain(owner);
    await expectAll([letter], 0, () => ({ state: "takenBack" }));
    expect(written(draftsAtGoogle(google, account.email), `Letter ${String(cell)}`)).toBe(0);
  });
});
