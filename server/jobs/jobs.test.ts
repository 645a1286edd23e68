import { afterAll, expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { type Context, step } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

import {
  cancelJob,
  checkpoint,
  type ClaimedJob,
  claimJob,
  closeQueues,
  enqueueJob,
  extendLease,
  getJob,
  JobCancelledError,
  listJobs,
  LostClaimError,
  retryJob,
  settleJob,
  sweepJobs,
} from "./index.ts";

useTestDatabase({ JOB_LEASE_MS: "60000" });
afterAll(closeQueues);

const enqueue = (ctx: Context, key?: string) =>
  step(ctx, ({ ctx: open }) => enqueueJob(open, "operations.batch", {}, key === undefined ? {} : { key }));

async function claimed(id: string): Promise<ClaimedJob> {
  const claim = await claimJob(id);
  if (claim.state !== "claimed") throw new Error(`expected a claim, got ${claim.state}`);
  return claim.job;
}

const expireLease = (id: string) =>
  systemPool().client`update crm.jobs set lease_until = now() - interval '1 minute' where id = ${id}`;

test("a job is claimed by one of many workers at once", async () => {
  const id = await enqueue(await newOwner());
  const claims = await Promise.all(Array.from({ length: 12 }, () => claimJob(id)));
  expect(claims.filter((claim) => claim.state === "claimed")).toHaveLength(1);
  expect(claims.filter((claim) => claim.state === "later")).toHaveLength(11);
});

test("the job of a rolled back transaction does not exist", async () => {
  const ctx = await newOwner();
  const failing = step(ctx, async ({ ctx: open }) => {
    await enqueueJob(open, "operations.batch", {});
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect((await listJobs(through(ctx, "rest"), {})).items).toEqual([]);
});

test("of the same kind and key one is unfinished at a time", async () => {
  const ctx = await newOwner();
  const first = await enqueue(ctx, "k");
  expect(await enqueue(ctx, "k")).toBe(first);
  await settleJob(await claimed(first), { status: "done", result: null });
  expect(await enqueue(ctx, "k")).not.toBe(first);
});

test("a worker that was presumed dead can neither commit a step nor settle", async () => {
  const ctx = await newOwner();
  const id = await enqueue(ctx);
  const slow = await claimed(id);
  await expireLease(id);
  const next = await claimed(id);
  await expect(step(ctx, ({ tx }) => checkpoint(tx, slow, { done: 1, total: 2 }))).rejects.toBeInstanceOf(
    LostClaimError,
  );
  await settleJob(slow, { status: "done", result: "wrong" });
  expect(await extendLease(slow)).toEqual({ held: false, cancelRequested: false });
  await step(ctx, ({ tx }) => checkpoint(tx, next, { done: 2, total: 2 }));
  await settleJob(next, { status: "done", result: null });
  expect(await getJob(through(ctx, "rest"), { id })).toMatchObject({
    status: "done",
    progress: { done: 2, total: 2 },
  });
});

test("progress counts the bytes of a file of many gigabytes", async () => {
  const ctx = await newOwner();
  const id = await enqueue(ctx);
  const job = await claimed(id);
  const progress = { done: 3_000_000_000, total: 50_000_000_000 };
  await step(ctx, ({ tx }) => checkpoint(tx, job, progress));
  expect(await getJob(through(ctx, "rest"), { id })).toMatchObject({ progress });
});

test("a waiting job is cancelled at once, a running one at its next step; both can run again", async () => {
  const ctx = await newOwner();
  const waiting = await enqueue(ctx);
  expect(await cancelJob(ctx, { id: waiting })).toMatchObject({ status: "cancelled" });
  expect((await claimJob(waiting)).state).toBe("over");
  await expect(cancelJob(ctx, { id: waiting })).rejects.toMatchObject({ code: "conflict" });

  const running = await enqueue(ctx);
  const job = await claimed(running);
  expect(await cancelJob(ctx, { id: running })).toMatchObject({ status: "running", cancelRequested: true });
  await expect(step(ctx, ({ tx }) => checkpoint(tx, job, { done: 0, total: 1 }))).rejects.toBeInstanceOf(
    JobCancelledError,
  );
  await settleJob(job, { status: "cancelled" });
  expect(await retryJob(ctx, { id: running })).toMatchObject({ status: "queued", cancelRequested: false });
  await claimed(running);
});

test("a job that was cancelled while its worker died ends as cancelled", async () => {
  const ctx = await newOwner();
  const id = await enqueue(ctx);
  await claimed(id);
  await cancelJob(ctx, { id });
  await expireLease(id);
  await claimJob(id);
  expect(await getJob(through(ctx, "rest"), { id })).toMatchObject({ status: "cancelled" });
});

test("what a flush of the queue lost is delivered again", async () => {
  const ctx = await newOwner();
  const [lost, left] = [await enqueue(ctx), await enqueue(ctx)];
  await claimed(left);
  await expireLease(left);
  await systemPool().client`update crm.jobs set delivered_at = now() - interval '1 hour' where id = ${lost}`;
  expect(await sweepJobs(1_000)).toBeGreaterThanOrEqual(2);
});

test("a due job that nobody takes says that it waits for a worker", async () => {
  const ctx = await newOwner();
  const id = await enqueue(ctx);
  expect(await getJob(through(ctx, "rest"), { id })).toMatchObject({
    status: "queued",
    waitingForWorker: false,
  });
  await systemPool().client`update crm.jobs set run_at = now() - interval '1 minute' where id = ${id}`;
  expect(await getJob(through(ctx, "rest"), { id })).toMatchObject({ waitingForWorker: true });
});

test("another workspace and another member do not find it", async () => {
  const owner = await newOwner();
  const member = await newMember(owner, "member");
  const id = await enqueue(owner);
  for (const other of [await newOwner(), member]) {
    await expect(getJob(through(other, "rest"), { id })).rejects.toMatchObject({ code: "not_found" });
    await expect(cancelJob(other, { id })).rejects.toMatchObject({ code: "not_found" });
  }
});

test("a viewer cancels nothing", async () => {
  const owner = await newOwner();
  const viewer = await newMember(owner, "viewer");
  await expect(cancelJob(viewer, { id: await enqueue(owner) })).rejects.toMatchObject({ code: "forbidden" });
});

test("a job that brings down every worker is given up in words, and can be run again", async () => {
  const ctx = await newOwner();
  const id = await enqueue(ctx);
  await claimed(id);
  let takeovers = 0;
  for (; takeovers < 50; takeovers++) {
    await expireLease(id);
    if ((await claimJob(id)).state === "over") break;
  }
  expect(takeovers).toBe(10);
  expect(await getJob(through(ctx, "rest"), { id })).toMatchObject({
    status: "failed",
    error: { code: "internal" },
  });
  await retryJob(ctx, { id });
  const job = await claimed(id);
  await step(ctx, ({ tx }) => checkpoint(tx, job, { done: 1, total: 2 }));
  await expireLease(id);
  expect((await claimJob(id)).state).toBe("claimed");
});
