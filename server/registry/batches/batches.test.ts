import { afterAll, expect, test } from "vitest";

import { claim, expireLease, workOnBatch } from "#local/testing/batches.ts";
import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { createContact, listContacts } from "#server/contacts/index.ts";
import { type Context, newId } from "#server/core/index.ts";
import { asUser, systemPool } from "#server/db/index.ts";
import { cancelJob, closeQueues, getJob, LostClaimError } from "#server/jobs/index.ts";

import { operationBatchOperations } from "./index.ts";
import { type BatchItem, runBatchStep } from "./run-step.ts";

useTestDatabase();
afterAll(closeQueues);

const [createBatch, listItems] = operationBatchOperations;

const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ displayName: `Person ${String(index).padStart(3, "0")}` }));

const names = async (ctx: Context) =>
  (await listContacts(through(ctx, "rest"), { limit: 200 })).items.map((item) => item.displayName);

test("every input is run once, each in its own change set that names the job", async () => {
  const ctx = await newOwner();
  const { jobId } = await createBatch(ctx, { operation: "contacts.create", inputs: people(120) });
  expect(await workOnBatch(ctx, jobId)).toEqual({ total: 120, done: 120, failed: 0 });
  expect(await names(ctx)).toEqual(people(120).map(({ displayName }) => displayName));
  expect((await getJob(through(ctx, "rest"), { id: jobId })).progress).toEqual({ done: 120, total: 120 });
  const sets = await asUser({ userId: ctx.user.id, workspaceId: ctx.workspace.id }, (tx) =>
    tx.execute("select actor, reason from crm.change_sets where operation = 'contacts.create'"),
  );
  expect(sets).toHaveLength(120);
  for (const set of sets) expect(set).toEqual({ actor: { kind: "job", jobId }, reason: { jobId } });
});

test("an input that is refused is kept with its words, and the others are done", async () => {
  const ctx = await newOwner();
  await createContact(ctx, { displayName: "Taken", emails: ["taken@x.example"] });
  const inputs = [
    { displayName: "Ada" },
    { displayName: "Bea", emails: ["taken@x.example"] },
    { displayName: "Cid" },
  ];
  const { jobId } = await createBatch(ctx, { operation: "contacts.create", inputs });
  expect(await workOnBatch(ctx, jobId)).toEqual({ total: 3, done: 2, failed: 1 });
  expect(await names(ctx)).toEqual(["Ada", "Cid", "Taken"]);
  const { items } = await listItems(ctx, { id: jobId });
  expect(items).toMatchObject([
    { index: 0, status: "done", resultId: expect.any(String), error: null },
    {
      index: 1,
      status: "failed",
      resultId: null,
      error: {
        code: "conflict",
        message: expect.stringContaining("Another contact already has this address"),
      },
    },
    { index: 2, status: "done" },
  ]);
  const failed = await listItems(ctx, { id: jobId, status: "failed", limit: 1 });
  expect(failed).toMatchObject({ items: [{ index: 1 }], nextCursor: null });
});

test("a worker that dies in the middle of an item leaves it undone, and the next one continues there", async () => {
  const ctx = await newOwner();
  const { jobId } = await createBatch(ctx, { operation: "contacts.create", inputs: people(5) });
  const dying = workOnBatch(ctx, jobId, {
    before: (done) => {
      if (done === 3) throw new LostClaimError(jobId);
    },
  });
  await expect(dying).rejects.toBeInstanceOf(LostClaimError);
  expect(await names(ctx)).toHaveLength(2);
  await expireLease(jobId);
  expect(await workOnBatch(ctx, jobId)).toEqual({ total: 5, done: 5, failed: 0 });
  expect(await names(ctx)).toHaveLength(5);
});

test("two workers with the same job write each item once: the one that lost its claim commits nothing", async () => {
  const ctx = await newOwner();
  const { jobId } = await createBatch(ctx, { operation: "contacts.create", inputs: people(4) });
  const second = Promise.withResolvers<unknown>();
  const first = workOnBatch(ctx, jobId, {
    before: async (done) => {
      if (done !== 2) return;
      await expireLease(jobId);
      // It waits for item 2, which the first one still holds.
      second.resolve(workOnBatch(ctx, jobId, { job: await claim(jobId) }));
    },
  });
  await expect(first).rejects.toBeInstanceOf(LostClaimError);
  expect(await second.promise).toEqual({ total: 4, done: 4, failed: 0 });
  expect(await names(ctx)).toEqual(people(4).map(({ displayName }) => displayName));
});

test("the same item tried twice at once takes effect once", async () => {
  const ctx = await newOwner();
  const { jobId } = await createBatch(ctx, { operation: "contacts.create", inputs: people(1) });
  const [item] = await systemPool().client<BatchItem[]>`
    select id, operation, input from crm.job_items where job_id = ${jobId}`;
  if (!item) throw new Error("the batch has no item");
  const worker = { ...through(ctx, "batch"), actor: { kind: "job" as const, jobId } };
  const proven = () => Promise.resolve();
  const states = await Promise.all([1, 2, 3].map(() => runBatchStep(worker, item, proven)));
  expect(states.sort()).toEqual(["done", "skipped", "skipped"]);
  expect(await names(ctx)).toHaveLength(1);
});

test("a cancelled job stops between items and keeps what it did", async () => {
  const ctx = await newOwner();
  const { jobId } = await createBatch(ctx, { operation: "contacts.create", inputs: people(5) });
  const stopped = workOnBatch(ctx, jobId, {
    before: async (done) => {
      if (done === 3) await cancelJob(ctx, { id: jobId });
    },
  });
  await expect(stopped).rejects.toThrow("was cancelled");
  expect(await names(ctx)).toHaveLength(2);
});

test("inputs that the operation refuses start nothing; each is named by its place", async () => {
  const ctx = await newOwner();
  const inputs = [{ displayName: "Ada" }, { displayName: "" }, { displayName: "Cid", emails: ["x"] }];
  await expect(createBatch(ctx, { operation: "contacts.create", inputs })).rejects.toMatchObject({
    code: "invalid_input",
    fields: { "inputs.1.displayName": expect.any(String), "inputs.2.emails.0": "Not an e-mail address." },
  });
  await expect(
    createBatch(ctx, { operation: "contacts.create", inputs: people(1001) }),
  ).rejects.toMatchObject({
    code: "invalid_input",
  });
});

test("the same key answers the unfinished batch of the same user, and is refused for other inputs", async () => {
  const ctx = await newOwner();
  const member = await newMember(ctx, "member");
  const batch = (who: Context, count: number) =>
    createBatch(who, { operation: "contacts.create", inputs: people(count), key: "import-1" });
  const first = await batch(ctx, 2);
  expect(await batch(ctx, 2)).toEqual(first);
  await expect(batch(ctx, 3)).rejects.toMatchObject({ code: "conflict" });
  expect(await batch(member, 2)).not.toEqual(first);
  expect(await workOnBatch(ctx, first.jobId)).toEqual({ total: 2, done: 2, failed: 0 });
});

test("only what has the door runs in a batch, with the right to it; an unknown name is not found", async () => {
  const ctx = await newOwner();
  const attempt = (who: Context, operation: string) => createBatch(who, { operation, inputs: [{}] });
  await expect(attempt(ctx, "contacts.nonsense")).rejects.toMatchObject({ code: "not_found" });
  for (const name of ["contacts.list", "proposals.approve", "operationBatches.create"]) {
    await expect(attempt(ctx, name), name).rejects.toMatchObject({ code: "forbidden" });
  }
  const key: Context = {
    ...through(ctx, "rest"),
    actor: { kind: "apiKey", apiKeyId: newId(), scopes: ["jobs:write"] },
  };
  await expect(attempt(key, "contacts.create")).rejects.toMatchObject({ code: "forbidden" });
  await expect(attempt(await newMember(ctx, "viewer"), "contacts.create")).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("who lost the right meanwhile gets each item refused", async () => {
  const ctx = await newOwner();
  const member = await newMember(ctx, "member");
  const { jobId } = await createBatch(member, { operation: "contacts.create", inputs: people(2) });
  await setRole(ctx, member, "viewer");
  expect(await workOnBatch(member, jobId)).toEqual({ total: 2, done: 0, failed: 2 });
  expect(await names(ctx)).toEqual([]);
});

const setRole = (owner: Context, of: Context, role: string) =>
  asUser({ userId: owner.user.id, workspaceId: owner.workspace.id }, async (tx) => {
    await tx.execute(`select app.open_change_set('${newId()}', 'members.update', 'edit', '{}', '{}', '')`);
    await tx.execute(`update crm.members set role = '${role}' where user_id = '${of.user.id}'`);
    await tx.execute("select app.seal_change_set(true)");
  });

test("another workspace finds no items of the batch", async () => {
  const [ctx, stranger] = [await newOwner(), await newOwner()];
  const { jobId } = await createBatch(ctx, { operation: "contacts.create", inputs: people(1) });
  await expect(listItems(stranger, { id: jobId })).rejects.toMatchObject({ code: "not_found" });
});
