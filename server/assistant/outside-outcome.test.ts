import { afterAll, expect, test } from "vitest";

import { effectsOf, eventsAtGoogle } from "#local/testing/effects.ts";
import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { connectEverything } from "#local/testing/google-mailbox.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { runJobsOf } from "#local/testing/imports.ts";
import { scriptedModel } from "#local/testing/model.ts";
import { newMailbox } from "#local/testing/seed-mail.ts";
import { handOut, told } from "#local/testing/told.ts";
import { ask, messagesOf } from "#local/testing/turns.ts";
import { approve } from "#local/testing/proposals.ts";
import type { Proposal } from "#lib/schemas/proposals.ts";
import { revertChangeSet } from "#server/change-sets/index.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues, retryJob } from "#server/jobs/index.ts";
import { bindModel } from "#server/llm/index.ts";
import { runOperation } from "#server/registry/index.ts";

useTestDatabase();
const google = useGoogleStandIn();
afterAll(closeQueues);

const eventPath = "/calendar/v3/calendars/primary/events";
const meeting = { title: "Looms", startAt: "2026-03-10T10:00:00Z", minutes: 45 };
const propose = { calls: [{ tool: "events_create", input: meeting }] };

/** A meeting that was proposed and approved; nothing of it is done outside yet. */
async function approved(): Promise<{ ctx: Context; email: string; threadId: string; id: string }> {
  const ctx = await newOwner();
  const { email } = await google.connect(ctx);
  const { threadId, answer } = await ask(ctx, scriptedModel(propose), "Plan the looms");
  const id = answer.parts.flatMap((part) => (part.type === "data-proposal" ? [part.data.proposalId] : []))[0];
  if (!id) throw new Error("no proposal");
  await approve(ctx, { id });
  return { ctx, email, threadId, id };
}

const proposalOf = async (ctx: Context, id: string) =>
  (await runOperation(through(ctx, "rest"), "proposals.get", { id })) as Proposal;

const outcomesOf = async (ctx: Context, threadId: string) =>
  (await messagesOf(ctx, threadId)).flatMap(({ parts }) =>
    parts.flatMap((part) => (part.type === "data-decision" ? [part.data.outcome] : [])),
  );

test("the assistant is told that it is done once Google has it, and the card says until then that it is being done", async () => {
  const { ctx, email, threadId, id } = await approved();
  await handOut();
  expect(await proposalOf(ctx, id)).toMatchObject({
    status: "done",
    effects: [{ state: "sending", error: null }],
  });
  expect(await outcomesOf(ctx, threadId)).toEqual([]);

  const model = scriptedModel("It is in your calendar.");
  bindModel(model);
  await runJobsOf(ctx);
  expect(eventsAtGoogle(google, email)).toHaveLength(1);
  expect(model.doStreamCalls).toHaveLength(0);
  await told(ctx);
  await told(ctx);
  expect(await outcomesOf(ctx, threadId)).toEqual(["done"]);
  expect(JSON.stringify(model.doStreamCalls.map(({ prompt }) => prompt.at(-1)))).toContain(
    '\\"outside\\":[\\"done\\"]',
  );
  expect(await proposalOf(ctx, id)).toMatchObject({ effects: [{ state: "done" }], takenBack: false });
});

test("what is tried again is not told yet; what Google refuses for good is, in its words, and when it comes right after all, that too", async () => {
  const { ctx, threadId, id } = await approved();
  const refuse = () =>
    google.fault({ method: "POST", path: eventPath, status: 403, reason: "insufficientPermissions" });
  const model = scriptedModel("Google refused it.", "Now it is there.");
  bindModel(model);
  await refuse();
  await runJobsOf(ctx);
  // As it stands between two attempts.
  const { client } = systemPool();
  await client`update crm.jobs set status = 'queued', run_at = now() + interval '1 hour'
    where workspace_id = ${ctx.workspace.id} and kind = 'effects.perform'`;
  await told(ctx);
  expect(await outcomesOf(ctx, threadId)).toEqual([]);
  const [between] = (await proposalOf(ctx, id)).effects;
  expect(between).toMatchObject({ state: "sending", error: expect.stringContaining("allowed") });

  await refuse();
  await client`update crm.jobs set run_at = now() where workspace_id = ${ctx.workspace.id} and kind = 'effects.perform'`;
  await runJobsOf(ctx);
  await told(ctx);
  expect(await outcomesOf(ctx, threadId)).toEqual(["failed"]);
  expect((await proposalOf(ctx, id)).effects).toMatchObject([{ state: "failed" }]);
  expect(JSON.stringify(model.doStreamCalls[0]?.prompt.at(-1))).toContain(between?.error);

  await retryJob(ctx, { id: between?.jobId ?? "" });
  await told(ctx);
  await told(ctx);
  expect(await outcomesOf(ctx, threadId)).toEqual(["failed", "done"]);
});

test("what is taken back before it was done is told as taken back", async () => {
  const { ctx, threadId, id } = await approved();
  const model = scriptedModel("You took it back.");
  bindModel(model);
  await revertChangeSet(ctx, { id: (await proposalOf(ctx, id)).changeSetId ?? "" });
  await told(ctx);
  await told(ctx);
  expect(await outcomesOf(ctx, threadId)).toEqual(["takenBack"]);
  expect(await proposalOf(ctx, id)).toMatchObject({ takenBack: true, effects: [{ state: "takenBack" }] });
  expect(await effectsOf(ctx)).toMatchObject([{ status: "cancelled" }]);
});

test("a worker that is stopped while it does it leaves the conversation waiting, and the next one tells", async () => {
  const { ctx, threadId, id } = await approved();
  await systemPool().client`
    update crm.jobs set status = 'running', claim_token = gen_random_uuid(), lease_until = now() + interval '1 hour'
    where workspace_id = ${ctx.workspace.id} and kind = 'effects.perform'`;
  bindModel(scriptedModel("There."));
  await told(ctx);
  expect(await outcomesOf(ctx, threadId)).toEqual([]);
  expect((await proposalOf(ctx, id)).effects).toMatchObject([{ state: "sending" }]);
  await systemPool().client`
    update crm.jobs set status = 'queued', claim_token = null, lease_until = null
    where workspace_id = ${ctx.workspace.id} and kind = 'effects.perform'`;
  await told(ctx);
  await told(ctx);
  expect(await outcomesOf(ctx, threadId)).toEqual(["done"]);
});

test("of several that are done outside the one that failed is told, and by itself", async () => {
  const ctx = await newOwner();
  const mail = { from: "ada@x.example", to: "me@home.example", body: "When?" };
  await newMailbox(ctx, ["me@home.example"]);
  const { threadIds } = await connectEverything(ctx, [
    { ...mail, subject: "Looms" },
    { ...mail, subject: "Spindles" },
  ]);
  const calls = threadIds.map((threadId) => ({ tool: "mail_archive", input: { threadId } }));
  const find = { calls: [{ tool: "find_tools", input: { query: "archive conversation" } }] };
  const { threadId, answer } = await ask(ctx, scriptedModel(find, { calls }), "Archive both");
  const [card, ...others] = answer.parts.flatMap((part) =>
    part.type === "data-proposal" ? [part.data.proposalId] : [],
  );
  expect(others).toEqual([]);
  await approve(ctx, { id: card ?? "" });
  const { client } = systemPool();
  await client`update crm.jobs set status = 'failed' where workspace_id = ${ctx.workspace.id} and kind = 'effects.perform'`;
  await client`update crm.effects set status = case part when 0 then 'done' else 'failed' end,
    response = case part when 0 then null else '{"error": {"message": "Gmail refused it."}}'::jsonb end
    where workspace_id = ${ctx.workspace.id}`;
  const model = scriptedModel("One is not archived.");
  bindModel(model);
  await told(ctx);
  const decisions = (await messagesOf(ctx, threadId)).flatMap(({ parts }) =>
    parts.flatMap((part) => (part.type === "data-decision" ? [part.data] : [])),
  );
  expect(decisions).toMatchObject([
    { outcome: "failed", label: "1 of 2 changes: archive a conversation in your Gmail" },
  ]);
  const prompt = JSON.stringify(model.doStreamCalls[0]?.prompt.at(-1)).replaceAll("\\", "");
  expect(prompt).toContain('"result":{"state":"done"');
  expect(prompt).toContain('"result":{"state":"failed","error":"Gmail refused it."}');
});
