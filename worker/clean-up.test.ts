import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";

import { expect, test } from "vitest";

import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { importMailbox, uploadMailbox } from "#local/testing/imports.ts";
import { mbox } from "#local/testing/mail.ts";
import { newFollowedAccount } from "#local/testing/seed-account.ts";
import { systemPool } from "#server/db/index.ts";
import { receiveFile, storage } from "#server/storage/index.ts";

import { cleanUp, removeOrphans } from "./clean-up.ts";

useTestDatabase({ STORAGE_DIR: await mkdtemp(join(tmpdir(), "omnicrm-clean-up-")) });

test("files that no row names are removed; those of an upload stay", async () => {
  const owner = await newOwner();
  const orphan = await receiveFile(owner, {
    stream: Readable.from([Buffer.from("x")]),
    fileName: "cut.mbox",
  });
  await uploadMailbox(owner, "kept.mbox", mbox([{ from: "a@x.example", to: "b@x.example" }]));
  await removeOrphans(new Date(Date.now() + 60_000));
  const [kept] = await systemPool()
    .client`select storage_key from crm.uploads where workspace_id = ${owner.workspace.id}`;
  await expect(storage().open(orphan.storageKey, 0)).rejects.toMatchObject({ code: "ENOENT" });
  (await storage().open(String(kept?.["storage_key"]), 0)).destroy();
});

test("answers kept for repeats are forgotten when they expire", async () => {
  const owner = await newOwner();
  const { client } = systemPool();
  const insert = (key: string, hours: number) => client`
    insert into crm.idempotency_keys (id, workspace_id, user_id, operation, key, request_hash, expires_at)
    values (gen_random_uuid(), ${owner.workspace.id}, ${owner.user.id}, 'x.y', ${key}, 'h', now() + make_interval(hours => ${hours}))`;
  await insert("old", -1);
  await insert("new", 1);
  await cleanUp();
  const rows = await client`select key from crm.idempotency_keys where workspace_id = ${owner.workspace.id}`;
  expect(rows.map((row) => row["key"])).toEqual(["new"]);
});

test("the log of a job that ended well is forgotten after three months, of one that failed it stays", async () => {
  const owner = await newOwner();
  const { client } = systemPool();
  const job = (status: string, days: number) => client`
    insert into crm.jobs (id, workspace_id, user_id, kind, payload, status, attempts_max, finished_at)
    values (gen_random_uuid(), ${owner.workspace.id}, ${owner.user.id}, ${`${status}.${String(days)}`}, '{}', ${status}, 1, now() - make_interval(days => ${days}))`;
  await job("done", 91);
  await job("done", 89);
  await job("failed", 91);
  await cleanUp();
  const rows = await client`
    select j.kind from crm.job_log_entries e join crm.jobs j on j.workspace_id = e.workspace_id and j.id = e.job_id
    where e.workspace_id = ${owner.workspace.id} order by j.kind`;
  expect(rows.map((row) => row["kind"])).toEqual(["done.89", "failed.91"]);
});

test("questions to a provider are forgotten after a month", async () => {
  const owner = await newOwner();
  const connectionId = await newFollowedAccount(owner);
  const { client } = systemPool();
  const ask = (days: number) => client`
    insert into crm.provider_questions (id, workspace_id, owner_id, audience, connection_id, question, created_at)
    values (gen_random_uuid(), ${owner.workspace.id}, ${owner.user.id}, 'private', ${connectionId}, ${String(days)}, now() - make_interval(days => ${days}))`;
  await ask(31);
  await ask(29);
  await cleanUp();
  const rows =
    await client`select question from crm.provider_questions where workspace_id = ${owner.workspace.id}`;
  expect(rows).toEqual([{ question: 29 }]);
});

test("mail that was deleted for good at its provider is forgotten after a month, what lies in the bin is not", async () => {
  const owner = await newOwner();
  const letter = (name: string) => ({ from: `${name}@x.example`, to: "b@x.example", id: `${name}@x` });
  await importMailbox(owner, "three.mbox", mbox(["a", "b", "c"].map(letter)), "b@x.example");
  const { client } = systemPool();
  const off = (item: string, reason: string, days: number) => client`
    update crm.raw_events set removed_reason = ${reason}, removed_at = now() - make_interval(days => ${days})
    where workspace_id = ${owner.workspace.id} and provider_item_id = ${item}`;
  await off("0", "deleted", 31);
  await off("1", "deleted", 29);
  await off("2", "trash", 31);
  await cleanUp();
  const rows = await client`
    select provider_item_id as item, payload is not null as kept from crm.raw_events
    where workspace_id = ${owner.workspace.id} order by item`;
  expect(rows).toEqual([
    { item: "0", kept: false },
    { item: "1", kept: true },
    { item: "2", kept: true },
  ]);
});

test("syncs that brought nothing are forgotten after a day, the others are kept", async () => {
  const owner = await newOwner();
  const { client } = systemPool();
  const job = async (key: string, status: string, hours: number) => {
    await client`
      insert into crm.jobs (id, workspace_id, user_id, kind, payload, key, status, attempts_max, finished_at)
      values (gen_random_uuid(), ${owner.workspace.id}, ${owner.user.id}, 'connections.sync', '{}', ${key}, ${status}, 1,
        now() - make_interval(hours => ${hours}))`;
  };
  await job("old", "done", 25);
  await job("new", "done", 23);
  await job("failed", "failed", 25);
  await cleanUp();
  const rows = await client`select key from crm.jobs where workspace_id = ${owner.workspace.id} order by key`;
  expect(rows).toEqual([{ key: "failed" }, { key: "new" }]);
});
