import { describe, expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import {
  answered,
  expireToken,
  mendGoogle,
  runAgain,
  timeoutFor,
  unanswered,
  untilMended,
  useFaults,
  wordsFor,
} from "#local/testing/google-faults.ts";
import { type TestAccount, useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { lettersTo, previewOf, sourceState, syncNow } from "#local/testing/google-sync.ts";
import { runJobsOf } from "#local/testing/imports.ts";
import { until } from "#local/testing/until.ts";
import { accountHealth } from "#server/connections/index.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { env, setEnv } from "#server/env.ts";
import { retryJob } from "#server/jobs/index.ts";

import { approvePreview, connectionStatus, createPreview, getBatch, getPreview } from "../index.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "20" });
const google = useGoogleStandIn();
useFaults(google);

const path = "/token";
const asked = () => google.requests(/^\/token$/);

async function mailbox() {
  const owner = await newOwner();
  const account = await google.connect(owner);
  await account.deliver(lettersTo(account.email, 3));
  return { owner, account };
}

const statusOf = (owner: Context, { connectionId }: TestAccount) =>
  connectionStatus(through(owner, "rest"), { id: connectionId });

/** Every mail that there is, once. */
async function expectMails(owner: Context, count: number): Promise<void> {
  const [found] = await systemPool().client`
    select (select count(*)::int from crm.interactions where workspace_id = ${owner.workspace.id}) as mails,
      (select count(distinct provider_item_id)::int from crm.raw_events
        where workspace_id = ${owner.workspace.id} and status = 'stored') as items`;
  expect(found).toEqual({ mails: count, items: count });
}

describe.each([...answered, ...unanswered])("a new token is met by %s", (_name, fault) => {
  test("in a preview, an import and a sync: it is asked for once more, and all comes, once", async () => {
    setEnv({ ...env(), GOOGLE_TIMEOUT_MS: timeoutFor(fault) });
    const { owner, account } = await mailbox();
    const struck = async (phase: () => Promise<unknown>) => {
      await expireToken(account.connectionId);
      await google.fault({ ...fault, path });
      const before = await asked();
      await phase();
      expect(await google.pendingFaults()).toBe(0);
      // What nobody waited for is noted once it would have been answered.
      await until("both answers", async () => (await asked()) - before >= 2);
      expect((await asked()) - before).toBe(2);
      expect(await statusOf(owner, account)).toMatchObject({ state: "active" });
    };
    let preview = "";
    await struck(async () => {
      const made = await previewOf(owner, account);
      expect(made).toMatchObject({ status: "ready", counts: { total: 3 } });
      preview = made.id;
    });
    await struck(async () => {
      const { batchId } = await approvePreview(owner, { id: preview });
      await runJobsOf(owner);
      expect(await getBatch(through(owner, "rest"), { id: batchId })).toMatchObject({
        status: "done",
        error: null,
        counts: { stored: 3, failed: 0 },
      });
    });
    await account.deliver(lettersTo(account.email, 1, "b"));
    await struck(() => syncNow(owner, account));
    expect((await sourceState(owner))?.error).toBeNull();
    await expectMails(owner, 4);
  });
});

describe.each(answered)("no token for long: %s", (_name, fault) => {
  test("each page says why and when it goes on, the account stays connected, and then all comes, once", async () => {
    const words = wordsFor(fault);
    const { owner, account } = await mailbox();
    const begin = async () => {
      await expireToken(account.connectionId);
      await google.fault({ ...untilMended(fault), path });
    };
    const waits = { error: { message: expect.stringMatching(words) }, waitsUntil: expect.any(String) };
    await begin();
    const { id } = await createPreview(owner, { connectionId: account.connectionId });
    await runJobsOf(owner);
    expect(await getPreview(through(owner, "rest"), { id })).toMatchObject({ status: "pending", ...waits });
    expect(await statusOf(owner, account)).toMatchObject({ state: "active" });
    await mendGoogle(google);
    await runAgain(owner);
    expect(await getPreview(through(owner, "rest"), { id })).toMatchObject({ status: "ready", error: null });

    await begin();
    const { batchId } = await approvePreview(owner, { id });
    await runJobsOf(owner);
    expect(await getBatch(through(owner, "rest"), { id: batchId })).toMatchObject({
      status: "queued",
      counts: { stored: 0 },
      ...waits,
    });
    await mendGoogle(google);
    await runAgain(owner);
    expect(await getBatch(through(owner, "rest"), { id: batchId })).toMatchObject({
      status: "done",
      error: null,
      waitsUntil: null,
    });

    await account.deliver(lettersTo(account.email, 1, "b"));
    await begin();
    await syncNow(owner, account);
    const { state, sources } = await statusOf(owner, account);
    expect(state).toBe("active");
    expect(sources).toMatchObject([
      { trouble: { message: expect.stringMatching(words), next: expect.stringMatching(/by itself/) } },
    ]);
    expect((await accountHealth(owner, account.connectionId)).token).not.toBeNull();
    await mendGoogle(google);
    await runAgain(owner);
    expect((await sourceState(owner))?.error).toBeNull();
    await expectMails(owner, 4);
  });
});

interface Refusal {
  name: string;
  fault: Record<string, unknown>;
  words: RegExp;
  /** What the account is from then on. */
  state: "active" | "reconnect_needed";
}

const refusals: Refusal[] = [
  {
    name: "403 that is none of the grant",
    fault: { status: 403, reason: "org_internal" },
    words: /refused this request/,
    state: "active",
  },
  {
    name: "401, this installation is not known",
    fault: { status: 401, reason: "invalid_client" },
    words: /refused this request/,
    state: "active",
  },
  {
    name: "429 for almost an hour",
    fault: { status: 429, retryAfterSeconds: 3_000 },
    words: /slow down/,
    state: "active",
  },
  {
    name: "invalid_grant",
    fault: { status: 400, reason: "invalid_grant" },
    words: /connect this account again/,
    state: "reconnect_needed",
  },
];

describe.each(refusals)("no token at all: $name", ({ fault, words, state }) => {
  const isHeld = "retryAfterSeconds" in fault;
  test.each(["a preview", "an import", "a sync"])(
    "%s says so, whoever looks at the account sees how it is, and it comes afterwards",
    async (phase) => {
      const { owner, account } = await mailbox();
      const end = async () => {
        await expireToken(account.connectionId);
        await google.fault({ ...untilMended(fault), path });
      };
      const mend = async (jobId: string | null) => {
        await mendGoogle(google);
        expect(await statusOf(owner, account)).toMatchObject({ state });
        if (state === "reconnect_needed") await google.connect(owner, account.email);
        if (!isHeld && jobId !== null) await retryJob(owner, { id: jobId });
        await runAgain(owner);
      };
      const stopped = {
        error: { message: expect.stringMatching(words) },
        waitsUntil: isHeld ? expect.any(String) : null,
      };
      if (phase === "a preview") await end();
      const { id, jobId } = await createPreview(owner, { connectionId: account.connectionId });
      await runJobsOf(owner);
      if (phase === "a preview") {
        expect(await getPreview(through(owner, "rest"), { id })).toMatchObject({
          status: isHeld ? "pending" : "failed",
          ...stopped,
        });
        await mend(jobId);
      }
      if (phase === "an import") await end();
      const approved = await approvePreview(owner, { id });
      await runJobsOf(owner);
      const read = () => getBatch(through(owner, "rest"), { id: approved.batchId });
      if (phase === "an import") {
        expect(await read()).toMatchObject({ status: isHeld ? "queued" : "failed", ...stopped });
        await mend(approved.jobId);
      }
      expect(await read()).toMatchObject({ status: "done", error: null });
      await account.deliver(lettersTo(account.email, 1, "b"));
      if (phase === "a sync") await end();
      await syncNow(owner, account);
      if (phase === "a sync") {
        const { sources } = await statusOf(owner, account);
        expect(sources).toMatchObject([{ trouble: { message: expect.stringMatching(words) } }]);
        await mend(null);
        await syncNow(owner, account);
      }
      expect(await sourceState(owner)).toMatchObject({ error: null });
      expect(await statusOf(owner, account)).toMatchObject({ state: "active" });
      await expectMails(owner, 4);
    },
  );
});
