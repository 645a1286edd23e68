import { afterAll, expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { type Context, step } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

import {
  cancelJob,
  checkpoint,
  type ClaimedJob,
  claimJob,
  closeQueues,
  enqueueJob,
  readJobLog,
  retryJob,
  settleJob,
} from "./index.ts";

useTestDatabase({ JOB_LEASE_MS: "60000" });
afterAll(closeQueues);

const enqueue = (ctx: Context) => step(ctx, ({ ctx: open }) => enqueueJob(open, "operations.batch", {}));

async function claimed(id: string): Promise<ClaimedJob> {
  await systemPool().client`update crm.jobs set run_at = now() where id = ${id} and status = 'queued'`;
  const claim = await claimJob(id);
  if (claim.state !== "claimed") throw new Error(`expected a claim, got ${claim.state}`);
  return claim.job;
}

/** In the order it happened. */
async function logOf(ctx: Context, id: string) {
  const entries = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readJobLog>> = await readJobLog(through(ctx, "rest"), {
      id,
      limit: 200,
      ...(cursor === null ? {} : { cursor }),
    });
    entries.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return entries.toReversed();
}

const eventsOf = async (ctx: Context, id: string) => (await logOf(ctx, id)).map(({ event }) => event);

const failure = { code: "unavailable", message: "Google does not answer.", requestId: "r" } as const;

test("each turn of a job stands in its log, with why and until when it waits", async () => {
  const ctx = await newOwner();
  const id = await enqueue(ctx);
  await settleJob(await claimed(id), {
    ...{ status: "queued", inMs: 60_000, countsAsAttempt: true },
    error: failure,
  });
  await settleJob(await claimed(id), {
    ...{ status: "queued", inMs: 90_000, countsAsAttempt: false },
    error: { ...failure, message: "Google asks to wait." },
  });
  await settleJob(await claimed(id), { status: "done", result: null });
  const log = await logOf(ctx, id);
  expect(log.map(({ event, attempt, message }) => [event, attempt, message])).toEqual([
    ["asked", 1, null],
    ["started", 1, null],
    ["retry", 1, "Google does not answer."],
    ["started", 2, null],
    ["waits", 2, "Google asks to wait."],
    ["started", 2, null],
    ["done", 2, null],
  ]);
  expect(log.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  const retry = log[2];
  expect(Date.parse(retry?.dueAt ?? "") - Date.parse(retry?.at ?? "")).toBeGreaterThan(55_000);
  expect(log.filter(({ dueAt }) => dueAt !== null)).toHaveLength(2);
});

test("of many items each tenth is told, of a few none", async () => {
  const ctx = await newOwner();
  const many = await enqueue(ctx);
  const job = await claimed(many);
  for (let done = 0; done <= 1_000; done += 20) {
    await step(ctx, ({ tx }) => checkpoint(tx, job, { done, total: 1_000 }));
  }
  const told = (await logOf(ctx, many)).filter(({ event }) => event === "progress");
  expect(told.map(({ progress }) => progress.done)).toEqual(
    Array.from({ length: 10 }, (_, index) => (index + 1) * 100),
  );

  const few = await enqueue(ctx);
  const small = await claimed(few);
  for (let done = 0; done <= 20; done++) {
    await step(ctx, ({ tx }) => checkpoint(tx, small, { done, total: 20 }));
  }
  expect(await eventsOf(ctx, few)).toEqual(["asked", "started"]);
});

test("a job that lets others go first goes on in the same line", async () => {
  const ctx = await newOwner();
  const id = await enqueue(ctx);
  for (let turn = 0; turn < 5; turn++) {
    await settleJob(await claimed(id), {
      ...{ status: "queued", inMs: 0, countsAsAttempt: false },
      error: null,
    });
  }
  await settleJob(await claimed(id), { status: "done", result: null });
  expect(await eventsOf(ctx, id)).toEqual(["asked", "started", "done"]);
});

test("who stopped it, that its worker went away and that it was asked for again stand there", async () => {
  const ctx = await newOwner();
  const id = await enqueue(ctx);
  await claimed(id);
  await systemPool().client`update crm.jobs set lease_until = now() - interval '1 minute' where id = ${id}`;
  const next = await claimed(id);
  await cancelJob(ctx, { id });
  await settleJob(next, { status: "cancelled" });
  await retryJob(ctx, { id });
  await settleJob(await claimed(id), { status: "paused", error: failure });
  await systemPool().client`update crm.jobs set status = 'queued', error = null where id = ${id}`;
  await settleJob(await claimed(id), { status: "failed", error: failure });
  expect((await logOf(ctx, id)).map(({ event, message }) => [event, message])).toEqual([
    ["asked", null],
    ["started", null],
    ["takenOver", null],
    ["stopAsked", null],
    ["cancelled", null],
    ["askedAgain", null],
    ["started", null],
    ["paused", failure.message],
    ["resumed", null],
    ["started", null],
    ["failed", failure.message],
  ]);
});

test("of a job that waits again and again the newest 200 lines stay", async () => {
  const ctx = await newOwner();
  const id = await enqueue(ctx);
  for (let turn = 0; turn < 130; turn++) {
    await settleJob(await claimed(id), {
      ...{ status: "queued", inMs: 60_000, countsAsAttempt: false },
      error: failure,
    });
  }
  const log = await logOf(ctx, id);
  expect(log).toHaveLength(200);
  expect(log.at(-1)).toMatchObject({ seq: 261, event: "waits" });
});

test("nobody writes the log but the database", async () => {
  const ctx = await newOwner();
  const id = await enqueue(ctx);
  for (const statement of [
    "update crm.job_log_entries set message = 'x'",
    "delete from crm.job_log_entries",
  ]) {
    await expect(step(ctx, ({ tx }) => tx.execute(statement))).rejects.toThrow();
  }
  expect(await eventsOf(ctx, id)).toEqual(["asked"]);
});
