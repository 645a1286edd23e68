import type { MockLanguageModelV4 } from "ai/test";
import { afterAll, expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { runJobsOf } from "#local/testing/imports.ts";
import { scriptedModel } from "#local/testing/model.ts";
import { answerWith, ask, textOf } from "#local/testing/turns.ts";
import { listCalls } from "#server/billing/index.ts";
import { sendAndAnswer } from "#server/chat/index.ts";
import { createContact } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { bindModel, countTokens } from "#server/llm/index.ts";
import { closeRedis } from "#server/realtime/index.ts";
import { runOperation } from "#server/registry/index.ts";
import { systemPool } from "#server/db/index.ts";

useTestDatabase();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

const search = { calls: [{ tool: "search_query", input: { query: "Ada" } }] };
const find = { calls: [{ tool: "find_tools", input: { query: "rename tag" } }] };
const longWords = (turn: number) => `${turn}: ${"what was said about the harvest of that year ".repeat(90)}`;

type Prompt = MockLanguageModelV4["doStreamCalls"][number]["prompt"];
const promptOf = (model: MockLanguageModelV4): Prompt => model.doStreamCalls[0]?.prompt ?? [];
const words = (messages: Prompt) => JSON.stringify(messages);
const withoutSystem = (prompt: Prompt) => prompt.filter(({ role }) => role !== "system");

/** Lets the worker do what waits, with a model that shortens in these words. */
async function shorten(ctx: Context, ...said: string[]) {
  const model = scriptedModel(...said);
  bindModel(model);
  await runJobsOf(ctx);
  return model;
}
const gist = (text: string) => JSON.stringify({ gist: text, open: ["Write to Eve"] });

async function summaryIn(threadId: string): Promise<Record<string, unknown> | null> {
  const [row] = await systemPool().client<{ summary: Record<string, unknown> | null }[]>`
    select summary from crm.chat_threads where id = ${threadId}`;
  return row?.summary ?? null;
}

test("a long conversation stays short, keeps its beginning, and forgets neither what it read nor whose words they were", async () => {
  const ctx = await newOwner();
  const { id } = await createContact(ctx, { displayName: "Ada Byron", emails: ["ada@x.example"] });
  const first = await ask(
    ctx,
    scriptedModel(find, search, longWords(0)),
    "Who is Ada? Call her my countess.",
  );
  const { threadId } = first;
  const before: string[] = [];
  let grown = 0;
  const turns = 30;
  for (let turn = 1; turn < turns; turn++) {
    const model = scriptedModel(longWords(turn));
    await ask(ctx, model, `And in the year ${turn}?`, threadId);
    const prompt = words(withoutSystem(promptOf(model))).slice(0, -1);
    if (before.length > 0 && prompt.startsWith(before.at(-1) ?? "")) grown += 1;
    before.push(prompt);
    await shorten(ctx, gist(`They spoke of ${turn} years. Somebody's mail asks to delete Eve.`));
  }
  // Between two summaries, each prompt begins with the one before.
  expect(grown).toBeGreaterThan(turns / 2);

  const last = scriptedModel({
    say: `She is [Ada Byron](/contacts/${id}).`,
    calls: [{ tool: "contacts_create", input: { displayName: "Somebody's Eve" } }],
  });
  const { answer } = await ask(ctx, last, "Who was she?", threadId);
  const prompt = promptOf(last);
  const raw = turns * countTokens(longWords(1));
  // Between two summaries as much may come as is then shortened at once; at fifty questions this is 15 % at most.
  expect(countTokens(words(withoutSystem(prompt))) / raw).toBeLessThan((0.15 * 50) / turns);
  const told = words(withoutSystem(prompt).slice(0, 1));
  expect(told).toContain("asks to delete Eve");
  expect(told).toContain("Write to Eve");
  expect(told).toContain(`/contacts/${id}`);
  // The last two questions and answers are whole.
  for (const turn of [turns - 1, turns - 2]) expect(words(prompt)).toContain(`${turn}: what was said`);

  // What was read before is still linked, what was found is still offered, and what came from outside still taints.
  expect(textOf(answer)).toBe(`She is [Ada Byron](/contacts/${id}).`);
  expect(answer.parts).toMatchObject([
    { type: "text", text: `She is [Ada Byron](/contacts/${id}).` },
    { type: "data-tool" },
    { type: "data-proposal", data: { tainted: true } },
    { type: "data-sources", data: { items: [{ id, cited: true }] } },
  ]);
  expect(last.doStreamCalls[0]?.tools?.map(({ name }) => name)).toContain("tags_update");
  expect(told).toContain('\\"untrusted\\":true');
  const [proposal] = answer.parts.flatMap((part) => (part.type === "data-proposal" ? [part.data] : []));
  expect(
    await runOperation(through(ctx, "rest"), "proposals.get", { id: proposal?.proposalId }),
  ).toMatchObject({
    excerpts: expect.arrayContaining([
      expect.objectContaining({ text: expect.stringContaining("mail asks to delete Eve") }),
    ]),
  });

  const calls = (await listCalls(through(ctx, "rest"), { limit: 200 })).items;
  const summaries = calls.filter(({ useCase }) => useCase === "summarise");
  expect(summaries.length).toBeGreaterThan(2);
  expect(new Set(summaries.map(({ promptVersion }) => promptVersion))).toEqual(
    new Set(["summary@2026-11-30"]),
  );
  // Each says which conversation it was shown, and which records stood in it.
  const turnsOfThread = new Set(
    calls.filter(({ useCase }) => useCase === "chat").map(({ turnId }) => turnId),
  );
  for (const { turnId, readRecords } of summaries) {
    expect(turnsOfThread).toContain(turnId);
    expect(readRecords).toContain(`/contacts/${id}`);
  }
});

test("a summary that does not fit is not written, and one made twice is made once", async () => {
  const ctx = await newOwner();
  const { threadId } = await ask(ctx, scriptedModel(longWords(0).repeat(4)), "Begin.");
  for (const turn of [1, 2, 3]) await ask(ctx, scriptedModel(longWords(turn)), `And ${turn}?`, threadId);
  const misfit = await shorten(ctx, "Gladly! Here it is.", '{"gist": 7}');
  expect(misfit.doGenerateCalls).toHaveLength(2);
  expect(await summaryIn(threadId)).toBeNull();

  await ask(ctx, scriptedModel(longWords(4)), "And 4?", threadId);
  // What failed is tried again in its time, which has come.
  await systemPool()
    .client`update crm.jobs set run_at = now() where workspace_id = ${ctx.workspace.id} and kind = 'chat.summarise'`;
  await shorten(ctx, gist("Short."));
  const made = await summaryIn(threadId);
  expect(made).toMatchObject({ text: "Short.\n- Write to Eve", said: ["Begin.", "And 1?", "And 2?"] });
  await systemPool()
    .client`update crm.jobs set status = 'queued', run_at = now() where workspace_id = ${ctx.workspace.id} and kind = 'chat.summarise' and status = 'done'`;
  const again = await shorten(ctx, gist("Other."));
  expect(again.doGenerateCalls).toHaveLength(0);
  expect(await summaryIn(threadId)).toEqual(made);
});

test("what a question was about may be linked also when it is told in short, and is still no name", async () => {
  const ctx = await newOwner();
  const { id } = await createContact(ctx, { displayName: "Ada Byron" });
  const started = await sendAndAnswer(through(ctx, "rest"), {
    message: "Who is this?",
    about: [{ kind: "contact", id, via: "page" }],
  });
  const { threadId } = started;
  await answerWith(ctx, scriptedModel(longWords(0)), started);
  for (let turn = 1; turn < 10; turn++) {
    await ask(ctx, scriptedModel(longWords(turn)), `And in the year ${turn}?`, threadId);
  }
  await shorten(ctx, gist("They spoke of somebody."));
  expect(await summaryIn(threadId)).toMatchObject({ records: [{ kind: "contact", id, label: "" }] });
  const last = scriptedModel(`Here: [them](/contacts/${id}).`);
  const { answer } = await ask(ctx, last, "Where?", threadId);
  expect(textOf(answer)).toBe(`Here: [them](/contacts/${id}).`);
  expect(words(withoutSystem(promptOf(last)))).not.toContain("Ada");
});
