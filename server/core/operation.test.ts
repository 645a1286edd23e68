import { sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { changeSetsOf } from "#local/testing/ledger.ts";
import { committedFor, makeContacts, ran } from "#local/testing/make-contacts.ts";
import { systemPool } from "#server/db/index.ts";

import type { Context } from "./index.ts";

useTestDatabase();

const scoped = (ctx: Context, scopes: ("contacts:read" | "contacts:write" | "approve")[]): Context => ({
  ...ctx,
  actor: { kind: "apiKey", apiKeyId: ctx.user.id, scopes },
});

test("a wrong door, a missing permission and a missing scope are refused before anything runs", async () => {
  const ctx = await newOwner();
  const viewer = await newMember(ctx, "viewer");
  const [before, runs] = [await committedFor(ctx), ran.times];
  const forbidden = { code: "forbidden" };
  await expect(makeContacts({ doors: ["rest"] })(through(ctx, "tool"), {})).rejects.toMatchObject(forbidden);
  await expect(makeContacts()(viewer, { names: ["Ada"] })).rejects.toMatchObject(forbidden);
  await expect(makeContacts()(scoped(ctx, ["contacts:read"]), { names: ["Ada"] })).rejects.toMatchObject({
    ...forbidden,
    message: expect.stringContaining('"contacts:write"'),
  });
  expect(ran.times).toBe(runs);
  expect(await committedFor(ctx)).toEqual(before);
  await makeContacts()(scoped(ctx, ["contacts:write"]), { names: ["Ada"] });
  expect(ran.times).toBe(runs + 1);
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
  const before = await committedFor(ctx);
  const viewer = await newMember(ctx, "viewer");
  const disguised = makeContacts({ permission: "contacts:read" });
  await expect(disguised(viewer, { names: ["Ada"] })).rejects.toMatchObject({ code: "forbidden" });
  const reading = makeContacts({ effect: "read", permission: "contacts:read" });
  await expect(reading(ctx, { names: ["Ada"] })).rejects.toMatchObject({ code: "internal" });
  expect((await committedFor(ctx))?.contacts).toBe(before?.contacts);
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

test("who was removed or made a viewer meanwhile is refused, whatever the session says", async () => {
  const ctx = await newOwner();
  const [leaver, demoted] = [await newMember(ctx, "member"), await newMember(ctx, "member")];
  const asSystem = (statement: (client: ReturnType<typeof systemPool>["client"]) => Promise<unknown>) =>
    statement(systemPool().client);
  await asSystem((client) =>
    client.begin(async (tx) => {
      await tx`select set_config('request.jwt.claims', ${JSON.stringify({ sub: ctx.user.id, workspace_id: ctx.workspace.id })}, true)`;
      await tx`select app.open_change_set(gen_random_uuid(), 'test', 'edit', '{}'::jsonb, '{}'::jsonb, '')`;
      await tx`delete from crm.members where user_id = ${leaver.user.id}`;
      await tx`update crm.members set role = 'viewer' where user_id = ${demoted.user.id}`;
    }),
  );
  const runs = ran.times;
  for (const caller of [leaver, demoted]) {
    await expect(makeContacts()(caller, { names: ["Ada"] })).rejects.toMatchObject({ code: "forbidden" });
  }
  expect(ran.times).toBe(runs);
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
