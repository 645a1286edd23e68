import { afterAll, beforeEach, describe, expect, test } from "vitest";

import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import {
  importAccount,
  lettersTo,
  newestBatch,
  newsletterTo,
  sourceState,
  syncNow,
} from "#local/testing/google-sync.ts";
import { rowsLeft, runJobsOf } from "#local/testing/imports.ts";
import { until } from "#local/testing/until.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import { syncConnection, undoBatch } from "../index.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "20" });
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});
beforeEach(() => google.current.control("/__faults", undefined, "DELETE"));

describe("what comes later", () => {
  test("is brought by history, once, without a batch where nothing is new", async () => {
    const owner = await newOwner();
    const account = await google.connect(owner);
    await account.deliver(lettersTo(account.email, 5));
    await expect(syncConnection(owner, { id: account.connectionId })).rejects.toMatchObject({
      code: "conflict",
    });
    const first = await importAccount(owner, account);

    await syncNow(owner, account);
    expect((await newestBatch(owner))?.id).toBe(first.id);
    await account.deliver([
      ...lettersTo(account.email, 2, "b"),
      { from: "New <new@late.example>", to: account.email, id: "c" },
    ]);
    await account.deliver([newsletterTo(account.email)], ["SPAM"]);
    await syncNow(owner, account);
    const later = await newestBatch(owner);
    expect(later).toMatchObject({
      previewId: null,
      status: "done",
      counts: { total: 3, stored: 3, contacts: 1 },
    });
    await syncNow(owner, account);
    expect((await newestBatch(owner))?.id).toBe(later?.id);

    await undoBatch(owner, { id: later?.id ?? "" });
    await runJobsOf(owner);
    expect((await rowsLeft(owner))["interactions"]).toBe(5);
    expect(await sourceState(owner)).toMatchObject({ following: true });
  });

  test("stops when the import that it follows is taken back meanwhile", async () => {
    const owner = await newOwner();
    const account = await google.connect(owner);
    await account.deliver(lettersTo(account.email, 3));
    const { id } = await importAccount(owner, account);
    await account.deliver(lettersTo(account.email, 2, "b"));
    const { jobId } = await syncConnection(owner, { id: account.connectionId });
    await systemPool().client`delete from crm.sync_cursors where workspace_id = ${owner.workspace.id}`;
    await systemPool().client`
      insert into crm.sync_cursors (id, workspace_id, owner_id, audience, connection_id, source, cursor, rule)
      select gen_random_uuid(), workspace_id, owner_id, audience, connection_id, 'gmail', '1', '{"previewId":"x","addresses":[],"listAddresses":[]}'
      from crm.sync_batches where id = ${id}`;
    await google.fault({ path: "/gmail/v1/users/me/messages/", delayMs: 400 });
    const running = runJobsOf(owner);
    await until("the first message to be asked for", async () => (await google.pendingFaults()) === 0);
    await systemPool().client`delete from crm.sync_cursors where workspace_id = ${owner.workspace.id}`;
    await running;
    expect((await rowsLeft(owner))["interactions"]).toBe(3);
    const [job] = await systemPool().client`select status from crm.jobs where id = ${jobId}`;
    expect(job).toEqual({ status: "cancelled" });
  });

  test("is found by a listing where history is too old", async () => {
    const owner = await newOwner();
    const account = await google.connect(owner);
    await account.deliver(lettersTo(account.email, 5));
    await importAccount(owner, account);
    await account.deliver(lettersTo(account.email, 3, "b"));
    await google.current.control("/__expire", { what: "history", account: account.email });
    await syncNow(owner, account);
    expect(await newestBatch(owner)).toMatchObject({ counts: { total: 3, stored: 3 } });
    await account.deliver(lettersTo(account.email, 1, "c"));
    await syncNow(owner, account);
    expect(await newestBatch(owner)).toMatchObject({ counts: { total: 1, stored: 1 } });
  });

  test("says in words why it does not come", async () => {
    const owner = await newOwner();
    const account = await google.connect(owner);
    await account.deliver(lettersTo(account.email, 1));
    await importAccount(owner, account);
    await google.fault({
      path: "/gmail/v1/users/me/history",
      status: 403,
      reason: "insufficientPermissions",
    });
    await syncNow(owner, account);
    expect((await sourceState(owner))?.error).toMatchObject({
      code: "forbidden",
      message: expect.stringMatching(/Connect again/),
    });
    await syncNow(owner, account);
    expect((await sourceState(owner))?.error).toBeNull();
  });
});
