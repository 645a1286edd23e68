import { afterAll, beforeEach, expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { lettersTo, newestBatch, previewOf } from "#local/testing/google-sync.ts";
import { importMailbox, rowsLeft, runJobsOf } from "#local/testing/imports.ts";
import { mbox } from "#local/testing/mail.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";
import { runClaimed } from "#worker/run.ts";

import { approvePreview, getBatch, listFailed, replayFailed, undoBatch } from "../index.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "20" });
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});
beforeEach(() => google.current.control("/__faults", undefined, "DELETE"));

/** What a database that cannot hold some mail does, until it is mended. */
async function refuse(words: string): Promise<() => Promise<void>> {
  const { client } = systemPool();
  await client.unsafe(`
    create function app.refuse_words() returns trigger language plpgsql as $$ begin
      if new.subject like '%${words}%' then raise exception 'no' using errcode = '22021'; end if; return new; end $$;
    create trigger refuse_words before insert on crm.interaction_contents for each row execute function app.refuse_words();`);
  return async () => {
    await client.unsafe(
      `drop trigger refuse_words on crm.interaction_contents; drop function app.refuse_words();`,
    );
  };
}

const failedOf = async (owner: Context, connectionId: string) =>
  (await listFailed(through(owner, "rest"), { id: connectionId })).items;

test("mail that the database refused fails alone with its bytes, and is replayed without the provider", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  await account.deliver(lettersTo(account.email, 12));
  await account.deliver([
    { from: "Bad <bad@firm.example>", to: account.email, subject: "poison", id: "p@x" },
  ]);
  const preview = await previewOf(owner, account);
  const mend = await refuse("poison");
  const { batchId } = await approvePreview(owner, { id: preview.id });
  await runJobsOf(owner);
  expect((await getBatch(through(owner, "rest"), { id: batchId })).counts).toMatchObject({
    stored: 12,
    failed: 1,
  });
  const [item] = await failedOf(owner, account.connectionId);
  expect(item).toMatchObject({
    reason: "unwritable",
    bytesKept: true,
    error: expect.stringContaining("22021"),
  });
  expect(item?.error).not.toContain("poison");
  expect(item).toMatchObject({ subject: "poison", from: "Bad" });

  // Before it is mended it fails again, and nothing else happens.
  await replayFailed(owner, { id: account.connectionId });
  await runJobsOf(owner);
  expect(await failedOf(owner, account.connectionId)).toHaveLength(1);
  await mend();
  await google.current.control("/__requests", undefined, "DELETE");
  const stopping = new AbortController();
  stopping.abort();
  const { jobId } = await replayFailed(owner, { id: account.connectionId, itemId: item?.id ?? "" });
  await runClaimed(jobId, stopping.signal);
  await runJobsOf(owner);
  await runClaimed(jobId, new AbortController().signal);
  expect(await google.requests(/gmail/)).toBe(0);
  expect(await failedOf(owner, account.connectionId)).toEqual([]);
  const replayed = await newestBatch(owner);
  expect(replayed).toMatchObject({
    status: "done",
    previewId: null,
    counts: { total: 1, stored: 1, contacts: 1 },
  });
  expect((await rowsLeft(owner))["interactions"]).toBe(13);
  await expect(replayFailed(owner, { id: account.connectionId })).rejects.toMatchObject({ code: "conflict" });
  await undoBatch(owner, { id: replayed?.id ?? "" });
  await runJobsOf(owner);
  expect((await rowsLeft(owner))["interactions"]).toBe(12);
});

test("what the provider did not hand over is fetched again", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  const [id = ""] = await account.deliver(lettersTo(account.email, 3));
  const preview = await previewOf(owner, account);
  await google.fault({
    path: `/gmail/v1/users/me/messages/${id}`,
    status: 400,
    reason: "failedPrecondition",
  });
  await approvePreview(owner, { id: preview.id });
  await runJobsOf(owner);
  const [item] = await failedOf(owner, account.connectionId);
  expect(item).toMatchObject({
    item: id,
    reason: "google_400",
    bytesKept: false,
    error: expect.stringContaining("Google"),
  });
  await replayFailed(owner, { id: account.connectionId });
  await runJobsOf(owner);
  expect(await failedOf(owner, account.connectionId)).toEqual([]);
  expect((await rowsLeft(owner))["interactions"]).toBe(3);
});

test("of a file, what could not be read is replayed from its bytes once it can be", async () => {
  const owner = await newOwner();
  const batch = await importMailbox(
    owner,
    "mail.mbox",
    mbox([
      { from: "Anna Berg <anna@berg.example>", to: "me@here.example", id: "a@x" },
      { from: "Bert Bridge <bert@bridges.example>", to: "me@here.example", id: "b@x" },
    ]),
    "me@here.example",
  );
  // As a parser left it that could not make anything of the second.
  await systemPool().client`
    update crm.raw_events set status = 'skipped', reason = 'not_a_message', interaction_id = null
    where batch_id = ${batch.id} and provider_item_id = '1'`;
  const [before] = await failedOf(owner, batch.connectionId);
  expect(before).toMatchObject({ source: "file", item: "1", bytesKept: true });
  await replayFailed(owner, { id: batch.connectionId });
  await runJobsOf(owner);
  expect(await failedOf(owner, batch.connectionId)).toEqual([]);
  // It stood here already by its Message-ID: nothing came twice.
  expect((await rowsLeft(owner))["interactions"]).toBe(2);
  const viewer = await newMember(owner, "viewer");
  await expect(replayFailed(viewer, { id: batch.connectionId })).rejects.toMatchObject({ code: "forbidden" });
});
