import { afterEach, expect, test } from "vitest";
import { z } from "zod";

import { AppError } from "#lib/errors.ts";
import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { changeSetsOf } from "#local/testing/ledger.ts";
import { committedFor, makeContacts } from "#local/testing/make-contacts.ts";

import { bindPorts, ports, type PublishedEvent } from "./ports.ts";

useTestDatabase();

const silent = ports();
afterEach(() => bindPorts(silent));

test("a run that throws leaves nothing: no row, change set, event or idempotency key, and publishes nothing", async () => {
  const ctx = await newOwner();
  const before = await committedFor(ctx);
  let published = 0;
  bindPorts({ publish: async () => void published++ });
  const failing = makeContacts({
    async run(call) {
      await makeContacts()(call.ctx, call.input);
      call.ctx.open.afterCommit.push(async () => void published++);
      throw new AppError("conflict", "Not today.");
    },
  });
  const keyed = { ...ctx, idempotencyKey: "k" };
  await expect(failing(keyed, { names: ["Ada"] })).rejects.toMatchObject({
    code: "conflict",
    message: "Not today.",
  });
  expect(await committedFor(ctx)).toEqual(before);
  expect(published).toBe(0);
  expect((await makeContacts()(keyed, { names: ["Ada"] })).ids).toHaveLength(1);
});

test("an answer that is not what was declared is a mistake, and undoes the run", async () => {
  const ctx = await newOwner();
  const before = await committedFor(ctx);
  const wrong = makeContacts({ output: z.object({ ids: z.array(z.string().length(3)) }) });
  await expect(wrong(ctx, { names: ["Ada"] })).rejects.toMatchObject({ code: "internal" });
  expect(await committedFor(ctx)).toEqual(before);
});

test("events are published after commit, when everybody can read what they tell of", async () => {
  const ctx = await newOwner();
  const seen: { events: PublishedEvent[]; contacts: number | undefined }[] = [];
  bindPorts({
    publish: async (_target, events) =>
      void seen.push({ events, contacts: (await committedFor(ctx))?.contacts }),
  });
  const slow = makeContacts({
    async run(call) {
      const output = await makeContacts()(call.ctx, call.input);
      expect(seen).toEqual([]);
      expect((await committedFor(ctx))?.contacts).toBe(0);
      return output;
    },
  });
  const { ids } = await slow(ctx, { names: ["Ada", "Bob"] });
  expect(seen).toMatchObject([
    { contacts: 2, events: ids.map((contactId) => ({ type: "contact.created", payload: { contactId } })) },
  ]);
  expect(await committedFor(ctx)).toMatchObject({ events: 2 });
});

test("what fails after the commit does not fail the call", async () => {
  const ctx = await newOwner();
  let later = 0;
  bindPorts({
    publish: () => {
      throw new Error("Redis is away");
    },
  });
  const delivering = makeContacts({
    async run(call) {
      call.ctx.open.afterCommit.push(
        () => Promise.reject(new Error("the queue is away")),
        async () => void later++,
      );
      return makeContacts()(call.ctx, call.input);
    },
  });
  expect((await delivering(ctx, { names: ["Ada"] })).ids).toHaveLength(1);
  expect(await committedFor(ctx)).toMatchObject({ contacts: 1, events: 1 });
  expect(later).toBe(1);
});

test("a write that touches no ledgered row leaves a change set only where that is asked for", async () => {
  const ctx = await newOwner();
  const before = (await changeSetsOf(ctx)).length;
  await makeContacts()(ctx, {});
  expect(await changeSetsOf(ctx)).toHaveLength(before);
  await makeContacts({ ledger: "always" })(ctx, {});
  expect((await changeSetsOf(ctx)).slice(before)).toMatchObject([
    { operation: "test.contacts", item_count: 0 },
  ]);
});

test("a repeat with the same key gets the first answer, and not the secret in it", async () => {
  const ctx = { ...(await newOwner()), idempotencyKey: "k" };
  const secretive = makeContacts({ storedAnswer: ({ ids }) => ({ ids: ids.map(() => "hidden") }) });
  expect((await secretive(ctx, { names: ["Ada"] })).ids).not.toEqual(["hidden"]);
  expect(await secretive(ctx, { names: ["Ada"] })).toEqual({ ids: ["hidden"] });
  expect(await committedFor(ctx)).toMatchObject({ contacts: 1 });
});
