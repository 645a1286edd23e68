import { afterAll, expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { runJobsOf, uploadMailbox } from "#local/testing/imports.ts";
import { mbox } from "#local/testing/mail.ts";
import { until } from "#local/testing/until.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";

import { approvePreview, getBatch, undoBatch } from "./index.ts";

useTestDatabase();
afterAll(closeQueues);

test("an undo that comes while a chunk is being written waits for it", async () => {
  const owner = await newOwner();
  const { previewId } = await uploadMailbox(
    owner,
    "mail.mbox",
    mbox([{ from: "Anna Berg <anna@berg.example>", to: "me@here.example" }]),
  );
  await runJobsOf(owner);
  const { batchId, jobId } = await approvePreview(owner, { id: previewId });
  const { client } = systemPool();
  const waiting = async () =>
    (await client`select 1 from pg_locks where not granted and pid <> pg_backend_pid()`).length > 0;

  // As a chunk does: the job's row first, the batch's when its mail is written.
  let undo: Promise<unknown> = Promise.resolve();
  await client.begin(async (chunk) => {
    await chunk`update crm.jobs set lease_until = now() where id = ${jobId}`;
    undo = undoBatch(owner, { id: batchId });
    undo.catch(() => undefined);
    await until("the undo to wait", waiting);
    await chunk`update crm.sync_batches set stored = stored where id = ${batchId}`;
  });
  await undo;
  await runJobsOf(owner);
  expect((await getBatch(through(owner, "rest"), { id: batchId })).status).toBe("undone");
});
