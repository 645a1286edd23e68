import { afterAll, expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount, lettersTo, syncNow } from "#local/testing/google-sync.ts";
import { importMailbox, rowsLeft, runJobsOf } from "#local/testing/imports.ts";
import { mbox } from "#local/testing/mail.ts";
import { until } from "#local/testing/until.ts";
import { listContacts, updateContact } from "#server/contacts/index.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues, getJob } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";
import { runClaimed } from "#worker/run.ts";

import {
  createPreview,
  getBatch,
  listBatches,
  listConnections,
  syncConnection,
  takeBackConnection,
  undoBatch,
  undoBatches,
} from "../index.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "20" });
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

const letters = (tag: string) =>
  mbox([
    { from: "Anna Berg <anna@berg.example>", to: "me@here.example", id: `${tag}1@berg.example` },
    { from: `${tag} <${tag}@firm.example>`, to: "me@here.example", id: `${tag}2@firm.example` },
  ]);

test("several imports are taken back by one job, and people only they brought with them", async () => {
  const owner = await newOwner();
  const batches = [];
  for (const tag of ["one", "two", "three"])
    batches.push(await importMailbox(owner, `${tag}.mbox`, letters(tag)));
  const ids = batches.map(({ id }) => id);
  const viewer = await newMember(owner, "viewer");
  await expect(undoBatches(viewer, { ids })).rejects.toMatchObject({ code: "forbidden" });
  await expect(undoBatches(await newOwner(), { ids })).rejects.toMatchObject({ code: "not_found" });

  const changed = (await listContacts(through(owner, "rest"), {})).items.find(
    ({ primaryEmail }) => primaryEmail === "two@firm.example",
  );
  await updateContact(owner, { id: changed?.id ?? "", title: "Edited" });
  const { jobId } = await undoBatches(owner, { ids });
  expect(await undoBatch(owner, { id: ids[0] ?? "" })).toEqual({ jobId });
  // Killed wherever this comes, it goes on there.
  const stopping = new AbortController();
  const running = runClaimed(jobId, stopping.signal);
  await until("the first mail to go", async () => ((await rowsLeft(owner))["raw_events"] ?? 0) < 6);
  stopping.abort();
  await running;
  await runJobsOf(owner);
  await runClaimed(jobId, new AbortController().signal);

  const undone = (await listBatches(through(owner, "rest"), {})).items;
  expect(undone.map(({ status }) => status)).toEqual(["undone", "undone", "undone"]);
  expect(undone.flatMap(({ kept }) => kept)).toMatchObject([
    { table: "contacts", id: changed?.id },
    { table: "companies", name: "Firm" },
  ]);
  expect(await rowsLeft(owner)).toEqual({ contacts: 1, contact_identities: 1, companies: 1 });
  await expect(undoBatches(owner, { ids })).rejects.toMatchObject({ code: "conflict" });
  const { client } = systemPool();
  const sets = await client`
    select operation, status from crm.change_sets where workspace_id = ${owner.workspace.id} and operation = 'batches.undo'`;
  expect(sets).toEqual(Array.from({ length: 4 }, () => ({ operation: "batches.undo", status: "sealed" })));
  const [asked] = await client`
    select status from crm.change_sets where workspace_id = ${owner.workspace.id} and operation = 'batches.undoMany'`;
  expect(asked).toEqual({ status: "sealed" });
});

test("an account is disconnected and taken back whole, what was at work for it stops first", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  await account.deliver(lettersTo(account.email, 30));
  const first = await importAccount(owner, account);
  await account.deliver(lettersTo(account.email, 5, "later"));
  await syncNow(owner, account);
  await createPreview(owner, { connectionId: account.connectionId });
  const { jobId: syncing } = await syncConnection(owner, { id: account.connectionId });
  const { client } = systemPool();
  // As if a worker had it in its hands.
  await client`update crm.jobs set status = 'running', lease_until = now() + interval '1 hour' where id = ${syncing}`;

  const viewer = await newMember(owner, "viewer");
  await expect(takeBackConnection(viewer, { id: account.connectionId })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(takeBackConnection(await newOwner(), { id: account.connectionId })).rejects.toMatchObject({
    code: "not_found",
  });
  const { jobId } = await takeBackConnection(owner, { id: account.connectionId, disconnect: true });
  const done = runJobsOf(owner);
  await until(
    "it to wait",
    async () => (await getJob(through(owner, "rest"), { id: jobId })).status === "running",
  );
  expect((await getBatch(through(owner, "rest"), { id: first.id })).status).toBe("undoing");
  expect((await rowsLeft(owner))["raw_events"]).toBe(35);
  await client`update crm.jobs set lease_until = now() where id = ${syncing}`;
  await done;

  expect(await getJob(through(owner, "rest"), { id: jobId })).toMatchObject({
    status: "done",
    progress: { done: 35, total: 35 },
  });
  expect(await rowsLeft(owner)).toEqual({});
  expect((await listConnections(through(owner, "rest"), {})).items).toMatchObject([
    { state: "disconnected", sources: [] },
  ]);
  expect((await listBatches(through(owner, "rest"), {})).items.map(({ status }) => status)).toEqual([
    "undone",
    "undone",
  ]);
});

test("an undo of one import is taken over by that of all", async () => {
  const owner = await newOwner();
  const batch = await importMailbox(owner, "one.mbox", letters("one"));
  const { jobId } = await undoBatch(owner, { id: batch.id });
  const [row] = await systemPool().client<{ id: string }[]>`
    select connection_id as id from crm.sync_batches where id = ${batch.id}`;
  await takeBackConnection(owner, { id: row?.id ?? "" });
  await runJobsOf(owner);
  expect(await getJob(through(owner, "rest"), { id: jobId })).toMatchObject({ status: "cancelled" });
  expect(await getBatch(through(owner, "rest"), { id: batch.id })).toMatchObject({ status: "undone" });
  expect(await rowsLeft(owner)).toEqual({});
});
