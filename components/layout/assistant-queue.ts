const key = "omnicrm-queued";

/** What was written while an answer was being given, and waits for its end. */
export interface QueuedMessage {
  id: string;
  text: string;
}

export type Queue = readonly QueuedMessage[];

/** What waits in a conversation, so that it is there again after a reload of this tab. */
export function keptQueue(threadId: string): Queue {
  try {
    const all = record(JSON.parse(sessionStorage.getItem(key) ?? "{}"));
    const queue = all[threadId];
    return Array.isArray(queue) ? queue.flatMap(queued) : [];
  } catch {
    return [];
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
  } catch {
    // Nothing was kept either.
  }
}

const record = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === "object" ? { ...value } : {};

function queued(value: unknown): QueuedMessage[] {
  const { id, text } = record(value);
  return typeof id === "string" && typeof text === "string" ? [{ id, text }] : [];
}
