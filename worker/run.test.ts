import { spawn } from "node:child_process";
import { once } from "node:events";

import { afterAll, expect, onTestFinished, test } from "vitest";

import { newMember, newOwner, testEnvironment, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { importMailbox, rowsLeft, runJobsOf, uploadMailbox } from "#local/testing/imports.ts";
import { mbox } from "#local/testing/mail.ts";
import { testRedis } from "#local/testing/redis.ts";
import { until } from "#local/testing/until.ts";
import { revertChangeSet } from "#server/change-sets/index.ts";
import { step } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import {
  claimJob,
  closeQueues,
  enqueueJob,
  getJob,
  JobYieldedError,
  othersWait,
  settleJob,
} from "#server/jobs/index.ts";
import { approvePreview, getBatch, undoBatch } from "#server/sync/index.ts";

import { runClaimed } from "./run.ts";
import { verdictOn } from "./verdict.ts";

const database = useTestDatabase({ IMPORT_CHUNK_SIZE: "5" });
afterAll(closeQueues);

const anna = "Anna Berg <anna@berg.example>";
const letters = (count: number) =>
  mbox(Array.from({ length: count }, (_, index) => ({ from: anna, to: `p${index}@here.example` })));
const never = new AbortController().signal;

test("a job that is over is not run again", async () => {
  const owner = await newOwner();
  const batch = await importMailbox(owner, "mail.mbox", letters(12));
  const before = await rowsLeft(owner);
  expect(await runClaimed(batch.jobId ?? "", never)).toBeNull();
  await systemPool().client`update crm.jobs set status = 'queued' where id = ${batch.jobId}`;
  await runJobsOf(owner);
  expect(await rowsLeft(owner)).toEqual(before);
  expect((await getBatch(through(owner, "rest"), { id: batch.id })).counts).toEqual(batch.counts);
});

test("an undo that is cut off after any of its steps ends the same", async () => {
  const owner = await newOwner();
  const batch = await importMailbox(owner, "mail.mbox", letters(12));
  const { jobId } = await undoBatch(owner, { id: batch.id });
  // The first worker dies with the claim in its hand.
  expect((await claimJob(jobId)).state).toBe("claimed");
  await systemPool()
    .client`update crm.jobs set lease_until = now() - interval '1 second' where id = ${jobId}`;
  expect(await runClaimed(jobId, never)).toBeNull();
  expect(await rowsLeft(owner)).toEqual({});
});

test("the change set of an import is taken back as the import is", async () => {
  const owner = await newOwner();
  const batch = await importMailbox(owner, "mail.mbox", letters(3));
  expect(await revertChangeSet(owner, { id: batch.changeSetId ?? "" })).toMatchObject({ status: "queued" });
  await runJobsOf(owner);
  expect(await getBatch(through(owner, "rest"), { id: batch.id })).toMatchObject({ status: "undone" });
  const [undo] = await systemPool().client<{ id: string }[]>`
    select id from crm.change_sets where workspace_id = ${owner.workspace.id} and operation = 'batches.undo' and kind = 'revert'`;
  await expect(revertChangeSet(owner, { id: undo?.id ?? "" })).rejects.toMatchObject({ code: "conflict" });
});

test("the job of somebody who left the workspace is cancelled", async () => {
  const owner = await newOwner();
  const member = await newMember(owner, "member");
  const id = await step(member, ({ ctx }) => enqueueJob(ctx, "operations.batch", {}));
  await systemPool().client.begin(async (tx) => {
    const claims = JSON.stringify({
      sub: owner.user.id,
      workspace_id: owner.workspace.id,
      member_role: "owner",
    });
    await tx`select set_config('request.jwt.claims', ${claims}, true)`;
    await tx`select app.open_change_set(gen_random_uuid(), 'members.remove', 'edit', '{}', '{}', '')`;
    await tx`delete from crm.members where workspace_id = ${owner.workspace.id} and user_id = ${member.user.id}`;
    await tx`select app.seal_change_set(true)`;
  });
  await runClaimed(id, never);
  expect(await getJob(through(owner, "rest"), { id })).toMatchObject({ status: "cancelled" });
});

test(
  "a worker that is told to stop hands its job back within ten seconds, and the next one ends it",
  { timeout: 60_000 },
  async () => {
    const owner = await newOwner();
    const { previewId } = await uploadMailbox(owner, "mail.mbox", letters(400));
    await runJobsOf(owner);
    const { batchId, jobId } = await approvePreview(owner, { id: previewId });
    const { current } = database;
    const redis = testRedis();
    const settings = {
      ...testEnvironment({
        appUrl: current.appUrl,
        systemUrl: current.systemUrl,
        redisUrl: redis.url,
        redisPrefix: redis.prefix,
      }),
      IMPORT_CHUNK_SIZE: "2",
      JOB_SWEEP_MS: "200",
      WORKER_PORT: "0",
    };
    const start = () => {
      const worker = spawn(process.execPath, ["worker/main.mjs"], {
        env: { NODE_ENV: "test", PATH: process.env["PATH"], ...settings },
        stdio: "ignore",
      });
      onTestFinished(() => void worker.kill("SIGKILL"));
      return worker;
    };
    const batch = () => getBatch(through(owner, "rest"), { id: batchId });

    const first = start();
    await until("the first messages", async () => (await batch()).counts.stored > 0);
    const toldAt = performance.now();
    first.kill("SIGTERM");
    const [code] = (await once(first, "exit")) as [number];
    expect(code).toBe(0);
    expect(performance.now() - toldAt).toBeLessThan(10_000);
    expect(await getJob(through(owner, "rest"), { id: jobId })).toMatchObject({
      status: "queued",
      attempt: 0,
    });
    expect((await batch()).counts.stored).toBeLessThan(400);

    const second = start();
    await until("the end", async () => (await batch()).status === "done");
    expect((await batch()).counts).toMatchObject({ total: 400, stored: 400 });
    second.kill("SIGTERM");
    await once(second, "exit");
  },
);

test("a job that gives way loses no attempt and no error of its own stays behind", async () => {
  const owner = await newOwner();
  const jobId = await step(owner, ({ ctx }) => enqueueJob(ctx, "operations.batch", {}));
  const claim = await claimJob(jobId);
  if (claim.state !== "claimed") throw new Error(claim.state);
  await settleJob(claim.job, {
    status: "queued",
    inMs: 0,
    countsAsAttempt: true,
    error: { code: "unavailable", message: "Away.", requestId: jobId },
  });
  expect(await getJob(through(owner, "rest"), { id: jobId })).toMatchObject({
    attempt: 1,
    error: { message: "Away." },
  });
  const again = await claimJob(jobId);
  if (again.state !== "claimed") throw new Error(again.state);
  expect(verdictOn(new JobYieldedError(500), null)).toEqual({ kind: "yield", inMs: 500 });
  await settleJob(again.job, { status: "queued", inMs: 60_000, countsAsAttempt: false, error: null });
  const rested = await getJob(through(owner, "rest"), { id: jobId });
  expect(rested).toMatchObject({ status: "queued", attempt: 1, waitingForWorker: false });
  expect(rested.error).toBeUndefined();
  expect((await claimJob(jobId)).state).toBe("later");
});

test("a job has others to give way to only while one of its queue is due", async () => {
  const owner = await newOwner();
  const jobId = await step(owner, ({ ctx }) => enqueueJob(ctx, "operations.batch", {}));
  const claim = await claimJob(jobId);
  if (claim.state !== "claimed") throw new Error(claim.state);
  const { client } = systemPool();
  await client`update crm.jobs set run_at = now() + interval '1 hour' where status = 'queued'`;
  expect(await othersWait(claim.job)).toBe(false);
  const { previewId } = await uploadMailbox(owner, "mail.mbox", letters(1));
  expect(await othersWait(claim.job)).toBe(false);
  const other = await step(owner, ({ ctx }) => enqueueJob(ctx, "operations.batch", {}));
  expect(await othersWait(claim.job)).toBe(true);
  await client`update crm.jobs set status = 'done' where id in (${claim.job.id}, ${other}) or payload ->> 'previewId' = ${previewId}`;
});
