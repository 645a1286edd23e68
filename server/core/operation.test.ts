import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";

import { AppError } from "#lib/errors.ts";
import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { changeSetsOf } from "#local/testing/ledger.ts";
import { createContact } from "#server/contacts/index.ts";
import { systemPool } from "#server/db/index.ts";

import { type Context, type OperationDefinition, operation } from "./index.ts";
import { bindPorts, ports, type PublishedEvent } from "./ports.ts";

useTestDatabase();

const silent = ports();
afterEach(() => bindPorts(silent));

const Input = z.strictObject({ names: z.array(z.string().min(1, "Please fill this in.")).default([]) });
const Output = z.object({ ids: z.array(z.string()) });
type Definition = OperationDefinition<typeof Input, typeof Output>;

let ran = 0;
/** An operation that counts its runs and makes a contact of each name, by nested calls. */
const makeContacts = (overrides: Partial<Definition> = {}) =>
  operation({
    name: "test.contacts",
    summary: "Make contacts",
    input: Input,
    output: Output,
    permission: "contacts:write",
    effect: "write",
    doors: ["action", "rest", "tool", "mcp", "batch"],
    async run({ ctx, input }) {
      ran++;
      const ids: string[] = [];
      for (const displayName of input.names) ids.push((await createContact(ctx, { displayName })).id);
      return { ids };
    },
    ...overrides,
  });

const rowsOf = async (ctx: Context) => {
  const [row] = await systemPool().client<{ contacts: number; events: number; sets: number; keys: number }[]>`
    select (select count(*)::int from crm.contacts where workspace_id = ${ctx.workspace.id}) as contacts,
      (select count(*)::int from crm.outbox where workspace_id = ${ctx.workspace.id}) as events,
      (select count(*)::int from crm.change_sets where workspace_id = ${ctx.workspace.id}) as sets,
      (select count(*)::int from crm.idempotency_keys where workspace_id = ${ctx.workspace.id}) as keys`;
  return row;
};

const scoped = (ctx: Context, scopes: ("contacts:read" | "contacts:write" | "approve")[]): Context => ({
  ...ctx,
  actor: { kind: "apiKey", apiKeyId: ctx.user.id, scopes },
});

test("a wrong door, a missing permission and a missing scope are refused before anything runs", async () => {
  const ctx = await newOwner();
  const viewer = await newMember(ctx, "viewer");
  const [before, runs] = [await rowsOf(ctx), ran];
  const forbidden = { code: "forbidden" };
  await expect(makeContacts({ doors: ["rest"] })(through(ctx, "tool"), {})).rejects.toMatchObject(forbidden);
  await expect(makeContacts()(viewer, { names: ["Ada"] })).rejects.toMatchObject(forbidden);
  await expect(makeContacts()(scoped(ctx, ["contacts:read"]), { names: ["Ada"] })).rejects.toMatchObject({
    ...forbidden,
    message: expect.stringContaining('"contacts:write"'),
  });
  expect(ran).toBe(runs);
  expect(await rowsOf(ctx)).toEqual(before);
  await makeContacts()(scoped(ctx, ["contacts:write"]), { names: ["Ada"] });
  expect(ran).toBe(runs + 1);
});

test("only people decide: not a model, a program over MCP, a job, an automation or a plain key", async () => {
  const ctx = await newOwner();
  const decide = makeContacts({ decision: true });
  const id = ctx.user.id;
  const actors: Context["actor"][] = [
    { kind: "assistant", threadId: id, toolCallId: "call" },
    { kind: "mcp", apiKeyId: id, scopes: ["*"], client: "test" },
    { kind: "job", jobId: id },
    { kind: "automation", automationId: id },
    { kind: "system", reason: "test" },
  ];
  for (const actor of actors) {
    await expect(decide({ ...ctx, actor }, {}), actor.kind).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("Only a person decides"),
    });
  }
  await expect(decide(scoped(ctx, ["contacts:write"]), {})).rejects.toMatchObject({ code: "forbidden" });
  await decide(scoped(ctx, ["contacts:write", "approve"]), {});
  await decide(ctx, {});
});

test("invalid input names its fields; a field that is not known is named too", async () => {
  const ctx = await newOwner();
  await expect(makeContacts()(ctx, { names: ["Ada", ""] })).rejects.toMatchObject({
    code: "invalid_input",
    fields: { "names.1": "Please fill this in." },
  });
  const unknown: object = { names: [], workspaceId: ctx.workspace.id };
  await expect(makeContacts()(ctx, unknown)).rejects.toMatchObject({
    code: "invalid_input",
    fields: { input: "Not known here: workspaceId." },
  });
});

test("nested calls join the change set of the outermost", async () => {
  const ctx = await newOwner();
  const before = (await changeSetsOf(ctx)).length;
  await makeContacts()(ctx, { names: ["Ada", "Bob"] });
  expect((await changeSetsOf(ctx)).slice(before)).toMatchObject([
    { operation: "test.contacts", item_count: 2 },
  ]);
});

test("a nested call is checked for its own permission, and a read cannot write", async () => {
  const ctx = await newOwner();
  const before = await rowsOf(ctx);
  const viewer = await newMember(ctx, "viewer");
  const disguised = makeContacts({ permission: "contacts:read" });
  await expect(disguised(viewer, { names: ["Ada"] })).rejects.toMatchObject({ code: "forbidden" });
  const reading = makeContacts({ effect: "read", permission: "contacts:read" });
  await expect(reading(ctx, { names: ["Ada"] })).rejects.toMatchObject({ code: "internal" });
  expect((await rowsOf(ctx))?.contacts).toBe(before?.contacts);
});

test("a run that throws leaves nothing: no row, change set, event or idempotency key, and publishes nothing", async () => {
  const ctx = await newOwner();
  const before = await rowsOf(ctx);
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
  expect(await rowsOf(ctx)).toEqual(before);
  expect(published).toBe(0);
  expect((await makeContacts()(keyed, { names: ["Ada"] })).ids).toHaveLength(1);
});

test("what is thrown and not ours is one sentence and keeps its cause for the log", async () => {
  const ctx = await newOwner();
  const cause = new Error("contact ada@x.example broke");
  const failing = makeContacts({ run: () => Promise.reject(cause) });
  await expect(failing(ctx, {})).rejects.toMatchObject({
    code: "internal",
    message: expect.not.stringContaining("ada@x.example"),
    cause,
  });
});

test("an answer that is not what was declared is a mistake, and undoes the run", async () => {
  const ctx = await newOwner();
  const before = await rowsOf(ctx);
  const wrong = makeContacts({ output: z.object({ ids: z.array(z.string().length(3)) }) });
  await expect(wrong(ctx, { names: ["Ada"] })).rejects.toMatchObject({ code: "internal" });
  expect(await rowsOf(ctx)).toEqual(before);
});

test("events are published after commit, when everybody can read what they tell of", async () => {
  const ctx = await newOwner();
  const seen: { events: PublishedEvent[]; contacts: number | undefined }[] = [];
  bindPorts({
    publish: async (_target, events) => void seen.push({ events, contacts: (await rowsOf(ctx))?.contacts }),
  });
  const slow = makeContacts({
    async run(call) {
      const output = await makeContacts()(call.ctx, call.input);
      expect(seen).toEqual([]);
      expect((await rowsOf(ctx))?.contacts).toBe(0);
      return output;
    },
  });
  const { ids } = await slow(ctx, { names: ["Ada", "Bob"] });
  expect(seen).toMatchObject([
    { contacts: 2, events: ids.map((contactId) => ({ type: "contact.created", payload: { contactId } })) },
  ]);
  expect(await rowsOf(ctx)).toMatchObject({ events: 2 });
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
  expect(await rowsOf(ctx)).toMatchObject({ contacts: 1, events: 1 });
  expect(later).toBe(1);
});

test("who was removed or made a viewer meanwhile is refused, whatever the session says", async () => {
  const ctx = await newOwner();
  const [leaver, demoted] = [await newMember(ctx, "member"), await newMember(ctx, "member")];
  const asSystem = (statement: (client: ReturnType<typeof systemPool>["client"]) => Promise<unknown>) =>
    statement(systemPool().client);
  await asSystem((client) =>
    client.begin(async (tx) => {
      await tx`select set_config('request.jwt.claims', ${JSON.stringify({ sub: ctx.user.id, workspace_id: ctx.workspace.id })}, true)`;
      await tx`select app.open_change_set(gen_random_uuid(), 'test', 'system', '{}'::jsonb, '{}'::jsonb, '')`;
      await tx`delete from crm.members where user_id = ${leaver.user.id}`;
      await tx`update crm.members set role = 'viewer' where user_id = ${demoted.user.id}`;
    }),
  );
  const runs = ran;
  for (const caller of [leaver, demoted]) {
    await expect(makeContacts()(caller, { names: ["Ada"] })).rejects.toMatchObject({ code: "forbidden" });
  }
  expect(ran).toBe(runs);
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
  expect(await rowsOf(ctx)).toMatchObject({ contacts: 1 });
});

test("the database tells whose transaction it is, and forgets it at the end", async () => {
  const ctx = await newOwner();
  const asking = makeContacts({
    async run({ tx }) {
      const [row] = await tx.execute<{ role: string; user: string }>(
        sql`select current_user as role, app.user_id()::text as user`,
      );
      return { ids: [row?.role ?? "", row?.user ?? ""] };
    },
  });
  expect((await asking(ctx, {})).ids).toEqual(["authenticated", ctx.user.id]);
});
