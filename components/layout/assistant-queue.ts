import { aboutKinds } from "#lib/about.ts";

import type { NamedRecord } from "./current-record.ts";

const key = "omnicrm-queued";
/** What tabs have waiting, so that it is found again after one of them is closed (components/assistant/left-behind.ts). */
export const leftKey = "omnicrm-left";
/** What of it another tab has put into its field, by id: a tab that comes back does not send it as well. */
export const takenKey = "omnicrm-taken";

/** What was written while an answer was being given, and waits for its end. */
export interface QueuedMessage {
  id: string;
  /** As it was typed, with the names of what it mentions. */
  text: string;
  /** The record whose page was shown. */
  page: NamedRecord | null;
  mentions: readonly NamedRecord[];
}

export type Queue = readonly QueuedMessage[];

/** What waits in a conversation, so that it is there again after a reload of this tab. */
export function keptQueue(threadId: string): Queue {
  try {
    const all = record(JSON.parse(sessionStorage.getItem(key) ?? "{}"));
    const queue = all[threadId];
    const taken = takenIds();
    return Array.isArray(queue) ? queue.flatMap(queued).filter((one) => !taken.includes(one.id)) : [];
  } catch {
    return [];
  }
}

function takenIds(): string {
  try {
    return localStorage.getItem(takenKey) ?? "";
  } catch {
    return "";
  }
}

export function keepQueue(threadId: string, queue: Queue): void {
  try {
    const { [threadId]: _before, ...others } = record(JSON.parse(sessionStorage.getItem(key) ?? "{}"));
    const all = queue.length === 0 ? others : { ...others, [threadId]: queue };
    sessionStorage.setItem(key, JSON.stringify(all));
  } catch {
    // Somebody forbids it: then it waits as long as the page stands.
  }
}

/** For the next person at this tab. */
export function forgetQueues(): void {
  try {
    sessionStorage.removeItem(key);
    localStorage.removeItem(leftKey);
    localStorage.removeItem(takenKey);
  } catch {
    // Nothing was kept either.
  }
}

const record = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === "object" ? { ...value } : {};

/** A message that was kept, or nothing where it is none. */
export function queued(value: unknown): QueuedMessage[] {
  const { id, text, page, mentions } = record(value);
  if (typeof id !== "string" || typeof text !== "string") return [];
  const [shown = null] = named(page);
  return [{ id, text, page: shown, mentions: Array.isArray(mentions) ? mentions.flatMap(named) : [] }];
}

function named(value: unknown): NamedRecord[] {
  const { kind, id, label } = record(value);
  const known = aboutKinds.find((one) => one === kind);
  return known && typeof id === "string" && typeof label === "string" ? [{ kind: known, id, label }] : [];
}
