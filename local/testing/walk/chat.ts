import { reserveModelCall, setBudget } from "#server/billing/index.ts";
import { deleteThread, sendMessage, stopThread } from "#server/chat/index.ts";
import { createMemory, deleteMemory } from "#server/memories/index.ts";
import type { Context } from "#server/core/index.ts";

import { nothing, type WalkCases } from "./types.ts";

const asked = (owner: Context) => sendMessage({ ...owner, door: "action" }, { message: "Who is Ada?" });

const threadId = async (owner: Context) => ({ id: (await asked(owner)).threadId });

async function stoppedTurn(owner: Context) {
  const { threadId: thread, turnId } = await asked(owner);
  await stopThread({ ...owner, door: "action" }, { id: thread });
  return { id: turnId };
}

async function deletedThread(owner: Context) {
  const input = await threadId(owner);
  await deleteThread({ ...owner, door: "action" }, input);
  return input;
}

const memoryId = async (owner: Context) => ({ id: (await createMemory(owner, { body: "Call me Kim" })).id });

const callId = async (owner: Context) => ({
  id: (await reserveModelCall(owner, { useCase: "chat", provider: "openai", model: "m", micros: 0 })).id,
});

const limitId = async (owner: Context) => ({
  id: (await setBudget(owner, { scope: "useCase", subject: "chat", period: "day", limitMicros: 1_000 })).id,
});

/** The assistant: a conversation is its person's own, in the same workspace too. */
export const chatCases: WalkCases = {
  "chat.send": {
    seed: async (owner) => {
      const { threadId: thread, turnId } = await asked(owner);
      await stopThread({ ...owner, door: "action" }, { id: thread });
      return { threadId: thread, message: "And now?", clientKey: turnId };
    },
    stranger: "notFound",
  },
  "chat.list": {
    seed: async (owner) => {
      await asked(owner);
      return {};
    },
    stranger: "empty",
  },
  "chat.get": { seed: threadId, stranger: "notFound", viewer: "notFound" },
  "chat.stop": { seed: threadId, stranger: "notFound" },
  "chat.retry": { seed: stoppedTurn, stranger: "notFound" },
  "chat.rename": {
    seed: async (owner) => ({ ...(await threadId(owner)), title: "Ada" }),
    stranger: "notFound",
  },
  "chat.archive": {
    seed: async (owner) => ({ ...(await threadId(owner)), archived: true }),
    stranger: "notFound",
  },
  "chat.search": {
    seed: async (owner) => {
      await asked(owner);
      return { query: "ada" };
    },
    stranger: "empty",
  },
  "chat.export": { seed: threadId, stranger: "notFound", viewer: "notFound" },
  "chat.delete": { seed: threadId, stranger: "notFound" },
  "chat.restore": { seed: deletedThread, stranger: "notFound" },
  "memories.create": { seed: () => Promise.resolve({ body: "Call me Kim" }), stranger: "untouched" },
  "memories.list": {
    seed: async (owner) => {
      await memoryId(owner);
      return {};
    },
    stranger: "empty",
  },
  "memories.update": {
    seed: async (owner) => ({ ...(await memoryId(owner)), body: "Call me K." }),
    stranger: "notFound",
  },
  "memories.delete": { seed: memoryId, stranger: "notFound" },
  "memories.restore": {
    seed: async (owner) => {
      const input = await memoryId(owner);
      await deleteMemory(owner, input);
      return input;
    },
    stranger: "notFound",
  },
  "usage.get": { seed: nothing, stranger: "untouched" },
  "usage.report": { seed: nothing, stranger: "untouched" },
  "usage.calls": {
    seed: async (owner) => {
      await callId(owner);
      return {};
    },
    stranger: "empty",
  },
  "usage.call": { seed: callId, stranger: "notFound", viewer: "notFound" },
  "usage.keepBodies": { seed: () => Promise.resolve({ keep: true }), stranger: "untouched" },
  "budgets.list": { seed: nothing, stranger: "untouched" },
  "budgets.set": {
    seed: (owner) =>
      Promise.resolve({ scope: "member", subject: owner.user.id, period: "month", limitMicros: 1_000_000 }),
    stranger: "notFound",
  },
  "budgets.remove": { seed: limitId, stranger: "notFound" },
};
