import { expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { scriptedModel, type ScriptedStep } from "#local/testing/model.ts";
import { answerOf, answerWith, memorySink } from "#local/testing/turns.ts";
import { approve } from "#local/testing/proposals.ts";
import type { ChatMessage } from "#lib/schemas/chat.ts";
import type { ProposalPage } from "#lib/schemas/proposals.ts";
import { claimTurn, retryTurn, sendAndAnswer, sweepTurns } from "#server/chat/index.ts";
import { type Context, newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { bindModel } from "#server/llm/index.ts";
import { rejectProposal, runOperation } from "#server/registry/index.ts";

import { assistantTools, runTurn } from "./index.ts";

useTestDatabase();

const task = (title: string): ScriptedStep => ({ calls: [{ tool: "tasks_create", input: { title } }] });

/** The process is gone after a proposal was committed, or a step more of one, and before the step of the loop was. */
async function killedAfterProposing(
  ctx: Context,
  step = task("Call Ada"),
  after: "insert" | "update" = "insert",
): Promise<{ threadId: string; turnId: string }> {
  const started = await sendAndAnswer(through(ctx, "rest"), { message: "Remind me of Ada" });
  const { client } = systemPool();
  await client`create or replace function crm.kill_after_proposal() returns trigger language plpgsql security definer as $$
    begin update crm.chat_turns set token = gen_random_uuid() where id = (new.source ->> 'turnId')::uuid; return null; end $$`;
  await client.unsafe(`create constraint trigger kill_after_proposal after ${after} on crm.proposals
    deferrable initially deferred for each row execute function crm.kill_after_proposal()`);
  bindModel(scriptedModel(step));
  const { sink } = memorySink();
  const ended = await runTurn(ctx, started.turnId, {
    sink,
    signal: new AbortController().signal,
    whenInterrupted: () => "fail",
  });
  expect(ended).toBe("lost");
  await client`drop function crm.kill_after_proposal() cascade`;
  await client`update crm.chat_turns set lease_until = now() - interval '1 minute' where id = ${started.turnId}`;
  expect(partsOf(await answerOf(ctx, started.threadId, started.turnId))).toEqual([]);
  return started;
}

const partsOf = ({ parts }: ChatMessage) =>
  parts.flatMap((part) => (part.type === "data-proposal" ? [part.data.proposalId] : []));

const proposalsOf = async (ctx: Context) =>
  ((await runOperation(through(ctx, "rest"), "proposals.list", {})) as ProposalPage).items;

test("killed between a proposal and its step: the next process shows the model what it proposed, and nothing is proposed twice", async () => {
  const ctx = await newOwner();
  const killed = await killedAfterProposing(ctx);
  const [before] = await proposalsOf(ctx);
  const model = scriptedModel("It waits for you.");
  const { answer } = await answerWith(ctx, model, killed);
  expect(JSON.stringify(model.doStreamCalls[0]?.prompt)).toContain(before?.id);
  expect(partsOf(answer)).toEqual([before?.id]);
  expect(answer.metadata.status).toBe("waiting");
  expect(await proposalsOf(ctx)).toHaveLength(1);
});

test("a retry after it knows it too, also when the model makes the very call again", async () => {
  const ctx = await newOwner();
  const killed = await killedAfterProposing(ctx);
  await sweepTurns();
  const again = await retryTurn(through(ctx, "rest"), { id: killed.turnId });
  const { answer } = await answerWith(ctx, scriptedModel(task("Call Ada")), again);
  const [only, ...others] = await proposalsOf(ctx);
  expect(others).toEqual([]);
  expect(new Set(partsOf(answer))).toEqual(new Set([only?.id]));

  // A third attempt still finds what the first proposed.
  await systemPool()
    .client`update crm.chat_turns set status = 'failed', error = null where id = ${again.turnId}`;
  const third = await retryTurn(through(ctx, "rest"), { id: again.turnId });
  await answerWith(ctx, scriptedModel(task("Call Ada")), third);
  expect(await proposalsOf(ctx)).toHaveLength(1);
});

test.each(["done", "rejected"] as const)(
  "what was decided meanwhile (%s) is what the model is told",
  async (outcome) => {
    const ctx = await newOwner();
    const killed = await killedAfterProposing(ctx);
    const id = (await proposalsOf(ctx))[0]?.id ?? "";
    await (outcome === "done" ? approve(ctx, { id }) : rejectProposal(ctx, { id }));
    const model = scriptedModel("So it is.");
    const { answer } = await answerWith(ctx, model, killed);
    expect(JSON.stringify(model.doStreamCalls[0]?.prompt)).toContain(`"state":"${outcome}"`);
    expect(answer.metadata.status).toBe("done");
  },
);

const call = (tool: string, input: Record<string, unknown>) => ({ tool, input });
const both = {
  calls: [
    call("contacts_create", { displayName: "Ada" }),
    call("tasks_create", { title: "Call Ada", contactId: "$step0.id" }),
  ],
};

test("killed between two writes of one step: the next process adds the second to the card of the first", async () => {
  const ctx = await newOwner();
  const killed = await killedAfterProposing(ctx, both);
  expect((await proposalsOf(ctx)).map(({ steps }) => steps.length)).toEqual([1]);
  const model = scriptedModel(both);
  const { answer } = await answerWith(ctx, model, killed);
  expect(JSON.stringify(model.doStreamCalls[0]?.prompt)).toContain("$step0.id");
  const [only, ...others] = await proposalsOf(ctx);
  expect(others).toEqual([]);
  expect(only?.steps).toMatchObject([{ operation: "contacts.create" }, { operation: "tasks.create" }]);
  expect(new Set(partsOf(answer))).toEqual(new Set([only?.id]));
  await approve(ctx, { id: only?.id ?? "" });
  expect((await proposalsOf(ctx))[0]?.status).toBe("done");
});

test("killed after both: the next process is shown each of them as the model made it", async () => {
  const ctx = await newOwner();
  const killed = await killedAfterProposing(ctx, both, "update");
  const model = scriptedModel("Both wait for you.");
  const { answer } = await answerWith(ctx, model, killed);
  const prompt = model.doStreamCalls[0]?.prompt ?? [];
  const calls = prompt.flatMap(({ role, content }) =>
    role === "assistant" ? content.filter(({ type }) => type === "tool-call") : [],
  );
  expect(calls).toMatchObject(both.calls.map(({ tool, input }) => ({ toolName: tool, input })));
  expect(partsOf(answer)).toHaveLength(1);
  expect((await proposalsOf(ctx)).map(({ steps }) => steps.length)).toEqual([2]);
});

test("a process that was replaced proposes nothing more", async () => {
  const ctx = await newOwner();
  const { threadId, turnId } = await sendAndAnswer(through(ctx, "rest"), { message: "Hi" });
  const claim = await claimTurn(ctx, turnId);
  if (claim.state !== "claimed") throw new Error("not claimed");
  await systemPool().client`update crm.chat_turns set token = gen_random_uuid() where id = ${turnId}`;
  const call = { toolCallId: newId(), messages: [], context: {} };
  expect(
    await assistantTools(ctx, { threadId, turn: claim.turn })["tasks_create"]?.execute?.(
      { title: "Late" },
      call,
    ),
  ).toMatchObject({ error: { code: "conflict" } });
  expect(await proposalsOf(ctx)).toEqual([]);
});
