import { afterAll, expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { runJobsOf } from "#local/testing/imports.ts";
import { changeSetsOf } from "#local/testing/ledger.ts";
import { scriptedModel } from "#local/testing/model.ts";
import { answerOf, ask, messagesOf, textOf } from "#local/testing/turns.ts";
import { until } from "#local/testing/until.ts";
import type { Context } from "#server/core/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { bindModel } from "#server/llm/index.ts";

import {
  archiveThread,
  deleteThread,
  getThread,
  listThreads,
  renameThread,
  restoreThread,
  retryTurn,
  searchThreads,
  sendMessage,
  stopThread,
} from "./index.ts";

useTestDatabase();
afterAll(closeQueues);

const forbidden = { code: "forbidden" };
const missing = { code: "not_found" };
const conflict = { code: "conflict" };

const found = async (ctx: Context, query: string) =>
  (await searchThreads(through(ctx, "rest"), { query })).items.map(({ title }) => title);

test("conversations are found by their title, by what was asked and by what was answered, in any order of words", async () => {
  const ctx = await newOwner();
  const { threadId: first } = await ask(
    ctx,
    scriptedModel("The budget of Ada's **orchard** is due.\n\nIt's 3 trees."),
    "What is new?",
  );
  await renameThread(ctx, { id: first, title: "Harvest" });
  const { threadId: second } = await ask(ctx, scriptedModel("Nothing."), "Ask grace@example.com: budget?");
  await renameThread(ctx, { id: second, title: "Second" });
  await archiveThread(ctx, { id: second, archived: true });

  expect(await found(ctx, "budget")).toEqual(["Second", "Harvest"]);
  expect(await found(ctx, "orch budg")).toEqual(["Harvest"]);
  // A word of the title and one of what was said.
  expect(await found(ctx, "HARVEST tree")).toEqual(["Harvest"]);
  expect(await found(ctx, "new what")).toEqual(["Harvest"]);
  expect(await found(ctx, "grace@example.com")).toEqual(["Second"]);
  expect(await found(ctx, "Ada's")).toEqual(["Harvest"]);
  expect(await found(ctx, "orchard nothing")).toEqual([]);
  for (const query of ["' | budget", "!budget \\", "budget & (", "a:* <-> b", "---", "'':*"]) {
    await expect(found(ctx, query), query).resolves.toBeInstanceOf(Array);
  }
  const page = await searchThreads(through(ctx, "rest"), { query: "budget", limit: 1 });
  expect(page.items).toMatchObject([{ id: second, excerpt: "Ask grace@example.com: budget?" }]);
  const next = await searchThreads(through(ctx, "rest"), {
    query: "budget",
    limit: 1,
    cursor: page.nextCursor ?? "",
  });
  expect(next).toMatchObject({
    items: [{ id: first, excerpt: expect.stringContaining("budget of Ada") }],
    nextCursor: null,
  });
  const [byTitle] = (await searchThreads(through(ctx, "rest"), { query: "harvest" })).items;
  expect(byTitle?.excerpt).toBeNull();
});

test("a deleted conversation is nowhere but in the bin, and comes back with all that was said", async () => {
  const ctx = await newOwner();
  const rest = through(ctx, "rest");
  const { threadId: id, turnId } = await ask(ctx, scriptedModel("The answer."), "The question");
  expect(await deleteThread(ctx, { id })).toMatchObject({ id, deletedAt: expect.any(String) });
  expect((await listThreads(rest, {})).items).toEqual([]);
  expect((await listThreads(rest, { archived: "true" })).items).toEqual([]);
  expect(await found(ctx, "question")).toEqual([]);
  await expect(getThread(rest, { id })).rejects.toMatchObject(missing);
  await expect(sendMessage(ctx, { threadId: id, message: "Still there?" })).rejects.toMatchObject(missing);
  await expect(renameThread(ctx, { id, title: "x" })).rejects.toMatchObject(missing);
  await expect(archiveThread(ctx, { id, archived: true })).rejects.toMatchObject(missing);
  await expect(stopThread(ctx, { id })).rejects.toMatchObject(missing);
  await expect(retryTurn(ctx, { id: turnId })).rejects.toMatchObject(missing);
  await expect(deleteThread(ctx, { id })).rejects.toMatchObject(missing);
  expect((await listThreads(rest, { deleted: "true" })).items).toMatchObject([{ id }]);

  expect(await restoreThread(ctx, { id })).toMatchObject({ id, deletedAt: null });
  expect((await messagesOf(ctx, id)).map(textOf)).toEqual(["The question", "The answer."]);
  expect(await found(ctx, "question")).toEqual(["The question"]);
  await expect(restoreThread(ctx, { id })).rejects.toMatchObject(conflict);
  // Conversations are no records: the ledger tells that it was done, and holds nothing of it.
  const sets = (await changeSetsOf(ctx)).filter(({ operation }) => operation.startsWith("chat."));
  expect(sets).toMatchObject([
    { operation: "chat.delete", item_count: 0 },
    { operation: "chat.restore", item_count: 0 },
  ]);
});

test("deleted while it is being answered: the answer ends, and nothing of it is written any more", async () => {
  const ctx = await newOwner();
  const model = scriptedModel({ slowly: Array.from({ length: 400 }, () => "well "), delayMs: 25 });
  bindModel(model);
  const { threadId: id, turnId } = await sendMessage(ctx, { message: "Hi" });
  const running = runJobsOf(ctx);
  await until("the model is asked", () => Promise.resolve(model.doStreamCalls.length > 0));
  expect(await deleteThread(ctx, { id })).toMatchObject({ runningTurnId: null });
  await running;
  await restoreThread(ctx, { id });
  const answer = await answerOf(ctx, id, turnId);
  expect(answer.metadata.status).toBe("stopped");
  expect(textOf(answer)).toBe("");
  await ask(ctx, scriptedModel("Hello again."), "Hi again", id);
});

test("nobody else finds, deletes or brings back a conversation, and a viewer deletes none", async () => {
  const ctx = await newOwner();
  const { threadId: id } = await ask(ctx, scriptedModel("Secret orchard."), "Hi");
  for (const other of [await newOwner(), await newMember(ctx, "admin")]) {
    expect(await found(other, "orchard")).toEqual([]);
    await expect(deleteThread(other, { id })).rejects.toMatchObject(missing);
    await expect(restoreThread(other, { id })).rejects.toMatchObject(missing);
  }
  const viewer = await newMember(ctx, "viewer");
  await expect(deleteThread(viewer, { id })).rejects.toMatchObject(forbidden);
  await expect(restoreThread(viewer, { id })).rejects.toMatchObject(forbidden);
});
