import { afterAll, expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount, lettersTo, syncNow } from "#local/testing/google-sync.ts";
import { importMailbox } from "#local/testing/imports.ts";
import { mbox } from "#local/testing/mail.ts";
import { listChangeSets } from "#server/change-sets/index.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues, listJobs } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import { listBatches, listBatchItems, undoBatch } from "./index.ts";

useTestDatabase();
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

const bobs = { from: "Bob <bob@firm.example>", to: "me@mine.example", subject: "Second", id: "2@x" };
const file = Buffer.concat([
  mbox([
    { from: "Ada <ada@firm.example>", to: "me@mine.example", subject: "First", id: "1@x" },
    { ...bobs, date: "Tue, 04 Jun 2024 10:00:00 +0000" },
    { ...bobs, date: "Tue, 04 Jun 2024 10:00:00 +0000" },
  ]),
  Buffer.from("From test Mon Jun  3 10:00:00 2024\nX-Nothing: 1\n\nx\n\n"),
]);

test("each message of a file, newest first, with where it went and why", async () => {
  const owner = await newOwner();
  const batch = await importMailbox(owner, "small.mbox", file, "me@mine.example");
  const rest = through(owner, "rest");
  await systemPool()
    .client`update crm.raw_events set item_at = null where batch_id = ${batch.id} and provider_item_id = '3'`;
  const all = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listBatchItems>> = await listBatchItems(rest, {
      ...{ id: batch.id, limit: 1 },
      ...(cursor === null ? {} : { cursor }),
    });
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(all).toMatchObject([
    {
      item: "2",
      state: "skipped",
      reason: "duplicate_in_file",
      subject: "Second",
      from: "Bob",
      threadId: null,
    },
    { item: "1", state: "stored", reason: null, subject: "Second", from: "Bob", eventId: null },
    { item: "0", state: "stored", subject: "First", from: "Ada" },
    { item: "3", state: "skipped", reason: "not_a_message", at: null, subject: null, from: null },
  ]);
  const skipped = await listBatchItems(rest, { id: batch.id, state: "skipped" });
  expect(skipped.items.map(({ item }) => item)).toEqual(["2", "3"]);
});

test("whoever sees mail as metadata alone sees neither subject nor what was skipped", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  await account.deliver(lettersTo(account.email, 2));
  const batch = await importAccount(owner, account, "gmail", { audience: "metadata" });
  const own = await listBatchItems(through(owner, "rest"), { id: batch.id });
  expect(own.items).toHaveLength(2);
  const other = await newMember(owner, "member");
  expect((await listBatchItems(through(other, "rest"), { id: batch.id })).items).toEqual([]);
});

test("a job leads to the imports that it brought or took back, and to what it changed", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  await account.deliver(lettersTo(account.email, 3));
  const batch = await importAccount(owner, account);
  await account.deliver(lettersTo(account.email, 2, "b"));
  await syncNow(owner, account);
  const { jobId: undoId } = await undoBatch(owner, { id: batch.id });
  const rest = through(owner, "rest");
  const jobs = (await listJobs(rest, {})).items;
  const brought = async (kind: string) => {
    const id = jobs.find((job) => job.kind === kind)?.id ?? "";
    return (await listBatches(rest, { jobId: id })).items.map(({ counts }) => counts.total);
  };
  expect(await brought("batches.import")).toEqual([3]);
  expect(await brought("connections.sync")).toEqual([2]);
  expect(await brought("previews.build")).toEqual([]);
  expect((await listBatches(rest, { jobId: undoId })).items.map(({ id }) => id)).toEqual([batch.id]);
  const imported = jobs.find((job) => job.kind === "batches.import")?.id ?? "";
  expect((await listChangeSets(rest, { jobId: imported })).items).toMatchObject([
    { operation: "batches.import", actorKind: "job" },
  ]);
  const stranger = through(await newOwner(), "rest");
  expect((await listBatches(stranger, { jobId: imported })).items).toEqual([]);
  expect((await listChangeSets(stranger, { jobId: imported })).items).toEqual([]);
});
