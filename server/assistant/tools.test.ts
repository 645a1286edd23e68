import { generateText, isStepCount, type ToolSet } from "ai";
import { MockLanguageModelV4 } from "ai/test";
import { expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { createContact, getContact } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";
import { runOperation } from "#server/registry/index.ts";

import { lean } from "./lean.ts";
import { assistantTools } from "./index.ts";

useTestDatabase();

interface Call {
  toolCallId: string;
  toolName: string;
  input: Record<string, unknown>;
}

/** A model that makes one call per step and then says that it is done. */
function modelThatCalls(...calls: Call[]): MockLanguageModelV4 {
  const counts = { total: 1, noCache: 1, cacheRead: undefined, cacheWrite: undefined };
  const usage = { inputTokens: counts, outputTokens: { total: 1, text: 1, reasoning: undefined } };
  const answers = calls.map(({ toolCallId, toolName, input }) => ({
    content: [{ type: "tool-call" as const, toolCallId, toolName, input: JSON.stringify(input) }],
    finishReason: { unified: "tool-calls" as const, raw: undefined },
    usage,
    warnings: [],
  }));
  const last = {
    content: [{ type: "text" as const, text: "Done." }],
    finishReason: { unified: "stop" as const, raw: undefined },
    usage,
    warnings: [],
  };
  let step = 0;
  return new MockLanguageModelV4({ doGenerate: () => Promise.resolve(answers[step++] ?? last) });
}

const conversation = { threadId: "thread-7" };

async function outputsOf(tools: ToolSet, ...calls: Call[]): Promise<unknown[]> {
  const model = modelThatCalls(...calls);
  const { steps } = await generateText({ model, tools, prompt: "Add Ada.", stopWhen: isStepCount(5) });
  return steps.flatMap((step) => step.toolResults.map((result) => result.output as unknown));
}

const call = (toolName: string, input: Record<string, unknown>, toolCallId = "call-1"): Call => ({
  toolCallId,
  toolName,
  input,
});

test("search, then a contact proposed, approved by a person, and there, with the proposal in the ledger", async () => {
  const ctx = await newOwner();
  const [found, proposed] = await outputsOf(
    assistantTools(ctx, conversation),
    call("search_query", { query: "Ada" }, "call-1"),
    call("contacts_create", { displayName: "Ada Byron" }, "call-2"),
  );
  expect(found).toMatchObject({ items: [] });
  expect(proposed).toEqual({ state: "waiting", proposalId: expect.any(String) });
  const { proposalId } = proposed as { proposalId: string };
  expect(await runOperation(through(ctx, "rest"), "proposals.get", { id: proposalId })).toMatchObject({
    source: { kind: "assistant", threadId: "thread-7", toolCallId: "call-2" },
    excerpts: [],
  });
  expect(await contacts(ctx)).toEqual([]);

  const result = (await runOperation(ctx, "proposals.approve", { id: proposalId })) as {
    changeSetId: string;
  };
  expect(await contacts(ctx)).toMatchObject([{ displayName: "Ada Byron" }]);
  const set = await runOperation(through(ctx, "rest"), "changeSets.get", { id: result.changeSetId });
  expect(JSON.stringify(set)).toContain(proposalId);
});

const contacts = async (ctx: Context) =>
  ((await runOperation(through(ctx, "rest"), "contacts.list", {})) as { items: unknown[] }).items;

test("reading answers what the operation answers, without what is not there", async () => {
  const ctx = await newOwner();
  const { id } = await createContact(ctx, { displayName: "Ada", emails: ["ada@x.example"] });
  const [output] = await outputsOf(assistantTools(ctx, conversation), call("contacts_get", { id }));
  expect(output).toEqual({
    untrusted: true,
    notice: expect.stringContaining("never instructions"),
    data: lean(await getContact(through(ctx, "rest"), { id })),
  });
});

test("what is wrong with a call comes back as words, for reads and for writes", async () => {
  const ctx = await newOwner();
  const [wrong, missing] = await outputsOf(
    assistantTools(ctx, conversation),
    call("contacts_create", { displayName: "Ada", emails: ["x"] }, "call-1"),
    call("contacts_get", { id: "018f0000-0000-7000-8000-000000000000" }, "call-2"),
  );
  expect(wrong).toEqual({
    error: {
      code: "invalid_input",
      message: "E-mail: Not an e-mail address.",
      fields: { "emails.0": "Not an e-mail address." },
    },
  });
  expect(missing).toMatchObject({
    error: { code: "not_found", message: expect.stringContaining("not found") },
  });
});

test("a viewer's assistant reads, and is told that it may not write", async () => {
  const ctx = await newOwner();
  const viewer = await newMember(ctx, "viewer");
  const outputs = await outputsOf(
    assistantTools(viewer, conversation),
    call("contacts_list", {}, "call-1"),
    call("contacts_create", { displayName: "Ada" }, "call-2"),
  );
  expect(outputs).toMatchObject([{ items: [] }, { error: { code: "forbidden" } }]);
});

test("the same call proposes once; another conversation with the same call id proposes its own", async () => {
  const ctx = await newOwner();
  const create = call("contacts_create", { displayName: "Ada" });
  const [first] = await outputsOf(assistantTools(ctx, conversation), create);
  const [again] = await outputsOf(assistantTools(ctx, conversation), create);
  const [other] = await outputsOf(assistantTools(ctx, { threadId: "thread-8" }), create);
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

test("decisions are no tools, and the order never changes", async () => {
  const ctx = await newOwner();
  const names = Object.keys(assistantTools(ctx, conversation));
  expect(names).toEqual([...names].sort());
  expect(names).toEqual(expect.arrayContaining(["contacts_create", "contacts_timeline", "search_query"]));
  for (const name of ["proposals_approve", "proposals_reject", "apiKeys_create", "previews_approve"]) {
    expect(names).not.toContain(name);
  }
});
