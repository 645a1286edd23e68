import { afterAll, expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { scriptedModel } from "#local/testing/model.ts";
import { told } from "#local/testing/told.ts";
import { ask, messagesOf, textOf } from "#local/testing/turns.ts";
import { approve } from "#local/testing/proposals.ts";
import type { Proposal } from "#lib/schemas/proposals.ts";
import { listContacts } from "#server/contacts/index.ts";
import { type Context, newId } from "#server/core/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { bindModel } from "#server/llm/index.ts";
import {
  approveProposal,
  createProposal,
  rejectProposal,
  reopenProposal,
  runOperation,
} from "#server/registry/index.ts";

useTestDatabase();
afterAll(closeQueues);

const add = (displayName: string) => ({ calls: [{ tool: "contacts_create", input: { displayName } }] });

async function proposed(): Promise<{ ctx: Context; threadId: string; id: string }> {
  const ctx = await newOwner();
  const { threadId, answer } = await ask(ctx, scriptedModel(add("Ada")), "Add Ada");
  const id = answer.parts.flatMap((part) => (part.type === "data-proposal" ? [part.data.proposalId] : []))[0];
  if (!id) throw new Error("no proposal");
  return { ctx, threadId, id };
}

const statusOf = async (ctx: Context, id: string) =>
  ((await runOperation(through(ctx, "rest"), "proposals.get", { id })) as Proposal).status;
const names = async (ctx: Context) =>
  (await listContacts(through(ctx, "rest"), {})).items.map(({ displayName }) => displayName);
const outcomesOf = async (ctx: Context, threadId: string) =>
  (await messagesOf(ctx, threadId)).flatMap(({ parts }) =>
    parts.flatMap((part) => (part.type === "data-decision" ? [part.data.outcome] : [])),
  );

test("turned down, told, and let wait again: the conversation says so, and goes on when it is approved after all", async () => {
  const { ctx, threadId, id } = await proposed();
  const model = scriptedModel("I left it.", "Ada is there.");
  bindModel(model);
  await rejectProposal(ctx, { id, reason: "Not her" });
  await told(ctx);
  expect(await outcomesOf(ctx, threadId)).toEqual(["rejected"]);

  expect(await reopenProposal(ctx, { id })).toMatchObject({
    status: "waiting",
    reason: null,
    decidedAt: null,
  });
  expect(await reopenProposal(ctx, { id })).toMatchObject({ status: "waiting" });
  await told(ctx);
  expect(await outcomesOf(ctx, threadId)).toEqual(["rejected", "reopened"]);
  expect(model.doStreamCalls).toHaveLength(1);

  await approve(ctx, { id });
  await told(ctx);
  await told(ctx);
  expect(await names(ctx)).toEqual(["Ada"]);
  expect(await outcomesOf(ctx, threadId)).toEqual(["rejected", "reopened", "done"]);
  expect(textOf((await messagesOf(ctx, threadId)).at(-1) ?? expect.fail())).toBe("Ada is there.");
  const prompt = JSON.stringify(model.doStreamCalls[1]?.prompt);
  expect(prompt).toContain("wait again that they had turned down");
});

test("let wait again before it was told: nothing is told until it is decided; turned down twice it is told twice", async () => {
  const { ctx, threadId, id } = await proposed();
  bindModel(scriptedModel("I left it.", "I left it again."));
  await rejectProposal(ctx, { id });
  await reopenProposal(ctx, { id });
  await told(ctx);
  expect(await outcomesOf(ctx, threadId)).toEqual([]);
  await rejectProposal(ctx, { id });
  await told(ctx);
  await reopenProposal(ctx, { id });
  await rejectProposal(ctx, { id });
  await told(ctx);
  await told(ctx);
  expect(await outcomesOf(ctx, threadId)).toEqual(["rejected", "reopened", "rejected"]);
});

test("once the person has asked on, or something else was proposed in its place, it stays turned down", async () => {
  const asked = await proposed();
  await rejectProposal(asked.ctx, { id: asked.id });
  await ask(asked.ctx, scriptedModel("Fine."), "Then never mind", asked.threadId);
  await expect(reopenProposal(asked.ctx, { id: asked.id })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("gone on"),
  });
  expect(await statusOf(asked.ctx, asked.id)).toBe("rejected");

  const replaced = await proposed();
  bindModel(scriptedModel(add("Ada Byron")));
  await rejectProposal(replaced.ctx, { id: replaced.id, reason: "Her whole name" });
  await told(replaced.ctx);
  await expect(reopenProposal(replaced.ctx, { id: replaced.id })).rejects.toMatchObject({ code: "conflict" });
});

test("what was approved is not reopened, and what a program asked for has no conversation to mislead", async () => {
  const { ctx, id } = await proposed();
  await approve(ctx, { id });
  await expect(reopenProposal(ctx, { id })).rejects.toMatchObject({ code: "conflict" });
  expect(await statusOf(ctx, id)).toBe("done");

  const { proposalId } = await createProposal(
    { ...ctx, door: "mcp", actor: { kind: "mcp", apiKeyId: newId(), scopes: ["*"], client: "desktop" } },
    {
      steps: [{ operation: "contacts.create", input: { displayName: "Bea" } }],
      source: { kind: "mcp", client: "desktop" },
      sourceKey: "one",
    },
  );
  await rejectProposal(ctx, { id: proposalId });
  await reopenProposal(ctx, { id: proposalId });
  await approveProposal(ctx, { id: proposalId });
  expect(await names(ctx)).toEqual(["Ada", "Bea"]);
});
