import { createOpenAI } from "@ai-sdk/openai";
import { generateText, isStepCount, jsonSchema, tool, type ToolSet } from "ai";

import { demoModel } from "#local/services/model.ts";

export const ada = {
  id: "0199-ada",
  kind: "contact",
  title: "Ada Byron",
  subtitle: "ada@analytical.example",
};
export const analytical = {
  id: "0199-co",
  kind: "company",
  title: "Analytical",
  subtitle: "analytical.example",
};
export const mail = {
  id: "0199-mail",
  threadId: "0199-thread",
  subject: "The budget",
  snippet: "The budget stands at 40,000 for this year.",
  occurredAt: "2026-05-01T10:00:00.000Z",
  from: { name: "Ada Byron", address: "ada@analytical.example" },
};
export const waiting = { state: "waiting", proposalId: "0199-proposal" };

export const answers: Record<string, unknown> = {
  search_query: { items: [ada, analytical] },
  interactions_search: { items: [mail] },
  threads_get: { messages: [{ ...mail, body: "The budget stands at 40,000 for this year. More in June." }] },
  threads_list: { items: [{ ...mail, id: "0199-thread" }] },
  contacts_list: {
    items: [{ id: ada.id, displayName: ada.title, primaryEmail: ada.subtitle }],
    nextCursor: null,
  },
  changeSets_list: { items: [{ id: "0199-set", kind: "edit", actor: { kind: "user" }, revertedById: null }] },
  changeSets_revert: waiting,
  tasks_create: waiting,
  events_create: waiting,
  drafts_create: waiting,
  mail_voice: { items: [{ id: "0199-own", text: "Dear Ada,\n\nthe mill turns.\n\nYours, Bea" }] },
  mail_send: waiting,
  mail_archive: waiting,
  mail_label: waiting,
  events_list: { items: [{ id: "0199-event", title: "Budget review", startAt: "2026-05-05T09:00:00.000Z" }] },
  events_free: { items: [{ startAt: "2026-05-05T09:00:00.000Z", endAt: "2026-05-05T09:30:00.000Z" }] },
  events_move: waiting,
  events_delete: waiting,
  notes_create: waiting,
  memories_create: waiting,
  contacts_create: waiting,
  contacts_get: { id: ada.id, displayName: ada.title, primaryEmail: ada.subtitle },
};

export function tools(given: Record<string, unknown>, calls: string[]): ToolSet {
  return Object.fromEntries(
    Object.entries(given).map(([name, result]) => [
      name,
      tool({
        description: name,
        inputSchema: jsonSchema<Record<string, unknown>>({ type: "object" }),
        execute: (input) => {
          calls.push(name);
          return typeof result === "function" ? (result as (given: typeof input) => unknown)(input) : result;
        },
      }),
    ]),
  );
}

/** Asks the demo model at this address. */
export const asker =
  (url: () => string) =>
  async (question: string, given: Record<string, unknown> = answers, instructions?: string) => {
    const calls: string[] = [];
    const { text, usage } = await generateText({
      model: createOpenAI({ apiKey: "stand-in", baseURL: url() })(demoModel),
      ...(instructions ? { instructions } : {}),
      prompt: question,
      tools: tools(given, calls),
      stopWhen: isStepCount(8),
      maxRetries: 0,
    });
    return { calls, text, usage };
  };
