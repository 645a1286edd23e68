import type { ToolUse } from "#lib/schemas/chat.ts";
import { operationWords } from "#components/activity/operation-words.ts";
import { countOf } from "#lib/format/number.ts";

/** What an operation does while it runs, and did when it has. */
const words: Record<string, readonly [doing: string, done: string]> = {
  "search.query": ["Searching", "Searched"],
  "interactions.search": ["Searching mail", "Searched mail"],
  "threads.list": ["Looking through conversations", "Looked through conversations"],
  "threads.get": ["Reading a conversation", "Read a conversation"],
  "interactions.get": ["Reading a mail", "Read a mail"],
  "events.list": ["Looking at the calendar", "Looked at the calendar"],
  "events.get": ["Reading an event", "Read an event"],
  "contacts.timeline": ["Reading a timeline", "Read a timeline"],
  "companies.timeline": ["Reading a timeline", "Read a timeline"],
  "today.get": ["Looking at today", "Looked at today"],
  "changeSets.list": ["Looking at recent changes", "Looked at recent changes"],
};

const ofOther: Record<string, readonly [doing: string, done: string]> = {
  list: ["Looking through", "Looked through"],
  get: ["Reading", "Read"],
};

/** "Searched mail · 3 found", as a line above an answer. */
export function toolWords({ operation, label, state, found }: ToolUse, isProposal: boolean): string {
  const [doing, done] = wordsOf(operation, label);
  if (state === "running") return `${doing}…`;
  if (state === "failed") return `${label} did not work`;
  if (isProposal) return `Prepared: ${label.toLowerCase()}`;
  return found === null
    ? done
    : `${done} · ${found === 0 ? "nothing found" : `${countOf(found, "found", "found")}`}`;
}

function wordsOf(operation: string | null, label: string): readonly [string, string] {
  if (operation === null) return ["Looking for a way to do it", "Looked for a way to do it"];
  const own = words[operation];
  if (own) return own;
  const [area = "", verb = ""] = operation.split(".");
  const other = ofOther[verb];
  if (!other) return [label, label];
  const { thing } = operationWords(`${area}.create`);
  const things = verb === "list" ? plural(thing) : `a ${thing}`;
  return [`${other[0]} ${things}`, `${other[1]} ${things}`];
}

const plural = (thing: string): string => (thing.endsWith("y") ? `${thing.slice(0, -1)}ies` : `${thing}s`);
