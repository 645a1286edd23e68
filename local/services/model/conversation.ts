import type { ChatCompletionRequest } from "@copilotkit/aimock";

import { zoneIn } from "./dates.ts";
import { chosenIn, readMessage, type Ref } from "./message.ts";

/** One tool call of the turn that is being answered, with what came of it. */
export interface DoneCall {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly result: unknown;
}

/** What the scripted model looks at: the newest question, what was done about it so far, and what it may do. */
export interface Conversation {
  readonly question: string;
  /** The record on whose page it was asked. */
  readonly page: Ref | null;
  /** The record that the person chose of those that were offered. */
  readonly chosen: Ref | null;
  readonly done: readonly DoneCall[];
  readonly tools: ReadonlySet<string>;
  readonly instructions: string;
  /** The person's: what they call tomorrow at nine. */
  readonly timeZone: string;
  /** The questions before, newest last. */
  readonly earlier: readonly string[];
}

type Message = ChatCompletionRequest["messages"][number];

export function readConversation({ messages, tools }: ChatCompletionRequest): Conversation {
  const questions = messages.flatMap((message, at) => (message.role === "user" ? [at] : []));
  const newest = questions.at(-1) ?? -1;
  const chosen = newest < 0 ? null : chosenIn(textOf(messages[newest]));
  // A click answers what was asked before it: that is the question still.
  const asked = chosen ? (questions.at(-2) ?? -1) : newest;
  const instructions = messages
    .filter(({ role }) => role === "system")
    .map(textOf)
    .join("\n");
  return {
    ...readMessage(asked < 0 ? "" : textOf(messages[asked])),
    chosen,
    done: callsIn(messages.slice(newest + 1)),
    tools: new Set((tools ?? []).map((tool) => tool.function.name)),
    instructions,
    timeZone: zoneIn(instructions),
    earlier: questions.filter((at) => at < asked).map((at) => textOf(messages[at])),
  };
}

function callsIn(messages: readonly Message[]): DoneCall[] {
  const results = new Map(
    messages.flatMap((message) =>
      message.role === "tool" ? [[message.tool_call_id ?? "", parsed(textOf(message))] as const] : [],
    ),
  );
  return messages
    .flatMap((message) => message.tool_calls ?? [])
    .filter((call) => results.has(call.id))
    .map((call) => ({
      name: call.function.name,
      input: asRecord(parsed(call.function.arguments)),
      result: results.get(call.id),
    }));
}

function textOf(message: Message | undefined): string {
  const content = message?.content ?? "";
  return typeof content === "string" ? content : content.map((part) => part.text ?? "").join("");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};

/** What a tool answered, without the wrapping of text from outside. */
export function answerIn(result: unknown): Record<string, unknown> {
  const record = asRecord(result);
  return record["untrusted"] === true ? asRecord(record["data"]) : record;
}

/** `items` of a tool's answer, however it is wrapped. */
export function itemsOf(result: unknown): Record<string, unknown>[] {
  const record = asRecord(result);
  const list = [record["items"], record["messages"], asRecord(record["data"])["items"]].find(Array.isArray);
  // What a tool left out to be short stands at the end and is no item.
  return Array.isArray(list) ? list.map(asRecord).filter((item) => !("leftOut" in item)) : [];
}

/** Whether the list has more than the tool showed: further pages, or what it left out to be short. */
export function goesOn(result: unknown): boolean {
  const { items, nextCursor } = answerIn(result);
  return typeof nextCursor === "string" || (Array.isArray(items) && "leftOut" in asRecord(items.at(-1)));
}

export const textField = (record: Record<string, unknown>, name: string): string => {
  const value = record[name];
  return typeof value === "string" ? value : "";
};

/** The latest call of this tool in the turn. */
export const lastCall = ({ done }: Conversation, name: string): DoneCall | undefined =>
  done.findLast((call) => call.name === name);
