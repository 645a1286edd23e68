import { afterAll, expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { runJobsOf } from "#local/testing/imports.ts";
import { scriptedModel } from "#local/testing/model.ts";
import { answerOf, ask, messagesOf, textOf } from "#local/testing/turns.ts";
import { until } from "#local/testing/until.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { bindModel } from "#server/llm/index.ts";
import { runClaimed } from "#worker/run.ts";

import {
  archiveThread,
  getThread,
  listThreads,
  renameThread,
  retryTurn,
  sendMessage,
  stopThread,
} from "./index.ts";

useTestDatabase();
afterAll(closeQueues);

const forbidden = { code: "forbidden" };
const missing = { code: "not_found" };

test("a message sent by a program is answered by the worker", async () => {
  const ctx = await newOwner();
  bindModel(scriptedModel("Good morning."));
  const { threadId, turnId } = await sendMessage(through(ctx, "rest"), { message: "  Hello\n there " });
  expect((await getThread(through(ctx, "rest"), { id: threadId })).thread).toMatchObject({
    title: "Hello there",
    runningTurnId: turnId,
  });
  await runJobsOf(ctx);
  const answer = await answerOf(ctx, threadId, turnId);
  expect(textOf(answer)).toBe("Good morning.");
  const [job] = await systemPool()
    .client`select status from crm.jobs where workspace_id = ${ctx.workspace.id}`;
  expect(job).toEqual({ status: "done" });
  // Conversations are no records: nothing of them is in the ledger.
  expect(
    await systemPool()
      .client`select id from crm.change_sets where workspace_id = ${ctx.workspace.id} and operation like 'chat.%'`,
  ).toEqual([]);
});

test("a worker that stops hands its answer back, and the next one gives it", async () => {
  const ctx = await newOwner();
  const model = scriptedModel(
    { slowly: Array.from({ length: 400 }, () => "well "), delayMs: 25 },
    "Here it is.",
  );
  bindModel(model);
  const { threadId, turnId } = await sendMessage(ctx, { message: "Hi" });
  const [job] = await systemPool().client<{ id: string }[]>`
    select id from crm.jobs where workspace_id = ${ctx.workspace.id}`;
  const stopping = new AbortController();
  const stopped = runClaimed(job?.id ?? "", stopping.signal);
  await until("the model is asked", () => Promise.resolve(model.doStreamCalls.length > 0));
  stopping.abort();
  await stopped;
  expect(await systemPool().client`select status from crm.jobs where id = ${job?.id ?? ""}`).toEqual([
    { status: "queued" },
  ]);
  expect((await answerOf(ctx, threadId, turnId)).metadata.status).toBe("running");
  await runJobsOf(ctx);
  expect(textOf(await answerOf(ctx, threadId, turnId))).toBe("Here it is.");
});

test("threads and messages come by page, newest first", async () => {
  const ctx = await newOwner();
  const { threadId } = await ask(ctx, scriptedModel("1"), "one");
  for (const word of ["two", "three"]) await ask(ctx, scriptedModel(word), word, threadId);
  const rest = through(ctx, "rest");
  const first = await getThread(rest, { id: threadId, limit: 2 });
  expect(first.items.map(textOf)).toEqual(["three", "three"]);
  const second = await getThread(rest, { id: threadId, limit: 3, cursor: first.nextCursor ?? "" });
  expect(second.items.map(textOf)).toEqual(["1", "two", "two"]);
  expect(
    (await getThread(rest, { id: threadId, limit: 3, cursor: second.nextCursor ?? "" })).items.map(textOf),
  ).toEqual(["one"]);

  const { threadId: other } = await ask(ctx, scriptedModel("x"), "other");
  const page = await listThreads(rest, { limit: 1 });
  expect(page.items.map(({ id }) => id)).toEqual([other]);
  const next = await listThreads(rest, { limit: 1, cursor: page.nextCursor ?? "" });
  expect(next).toMatchObject({ items: [{ id: threadId }], nextCursor: null });
});

test("a thread is renamed, put away and brought back; a new message brings it back too", async () => {
  const ctx = await newOwner();
  const { threadId: id } = await ask(ctx, scriptedModel("Hi."), "Hi");
  expect(await renameThread(ctx, { id, title: "Ada" })).toMatchObject({ title: "Ada" });
  expect(await archiveThread(ctx, { id, archived: true })).toMatchObject({ archivedAt: expect.any(String) });
  const rest = through(ctx, "rest");
  expect((await listThreads(rest, {})).items).toEqual([]);
  expect((await listThreads(rest, { archived: "true" })).items).toMatchObject([{ id, title: "Ada" }]);
  expect(await archiveThread(ctx, { id, archived: false })).toMatchObject({ archivedAt: null });
  await archiveThread(ctx, { id, archived: true });
  await ask(ctx, scriptedModel("Yes."), "Still there?", id);
  expect((await listThreads(rest, {})).items).toMatchObject([{ id, archivedAt: null }]);
});

test("a turn that nobody answers yet is stopped at once, and asked again", async () => {
  const ctx = await newOwner();
  const { threadId, turnId } = await sendMessage(ctx, { message: "Hi" });
  await expect(retryTurn(ctx, { id: turnId })).rejects.toMatchObject({ code: "conflict" });
  expect(await stopThread(ctx, { id: threadId })).toEqual({ turnId });
  bindModel(scriptedModel("Hello."));
  const again = await retryTurn(ctx, { id: turnId });
  await runJobsOf(ctx);
  const messages = await messagesOf(ctx, threadId);
  expect(messages.map(textOf)).toEqual(["Hi", "Hello."]);
  expect(messages[1]?.metadata).toMatchObject({ turnId: again.turnId, status: "done" });
  await expect(retryTurn(ctx, { id: again.turnId })).rejects.toMatchObject({ code: "conflict" });
  await ask(ctx, scriptedModel("Bye."), "Bye", threadId);
});

test("nobody else reads or steers a conversation, and a viewer begins none", async () => {
  const ctx = await newOwner();
  const { threadId: id, turnId } = await ask(ctx, scriptedModel("Hi."), "Hi");
  for (const other of [await newOwner(), await newMember(ctx, "admin")]) {
    await expect(getThread(through(other, "rest"), { id })).rejects.toMatchObject(missing);
    await expect(stopThread(other, { id })).rejects.toMatchObject(missing);
    await expect(renameThread(other, { id, title: "x" })).rejects.toMatchObject(missing);
    await expect(archiveThread(other, { id, archived: true })).rejects.toMatchObject(missing);
    await expect(retryTurn(other, { id: turnId })).rejects.toMatchObject(missing);
    await expect(sendMessage(other, { threadId: id, message: "x" })).rejects.toMatchObject(missing);
    expect((await listThreads(through(other, "rest"), {})).items).toEqual([]);
  }
  const viewer = await newMember(ctx, "viewer");
  await expect(sendMessage(viewer, { message: "Hi" })).rejects.toMatchObject(forbidden);
  await expect(stopThread(viewer, { id })).rejects.toMatchObject(forbidden);
});
