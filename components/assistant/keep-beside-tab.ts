import { leftKey, type Queue } from "#components/layout/assistant-queue.ts";
import { showToast } from "#components/ui/toast-store.ts";

import type { Conversation } from "./conversation.ts";

/**
 * Lets what waits in this tab be found by another one once this is closed, and puts what closed tabs left in the
 * conversation into the field: it is not sent by itself any more, its time may be over. Answers how to stop.
 */
export function keepBesideTab(conversation: Conversation): () => void {
  let [opened, kept]: [string | null, Queue] = [null, []];
  return conversation.subscribe(() => {
    const { threadId, queue } = conversation.current();
    if (threadId === null) return;
    const isOther = threadId !== opened;
    const isSame = queue === kept || queue.length + kept.length === 0;
    [opened, kept] = [threadId, queue];
    if (isOther ? queue.length > 0 : !isSame) void leftBehind().then(({ keep }) => keep(threadId, queue));
    if (isOther && hasLeft()) void giveBack(conversation, threadId);
  });
}

const leftBehind = () => import("./left-behind.ts");

function hasLeft(): boolean {
  try {
    return localStorage.getItem(leftKey) !== null;
  } catch {
    return false;
  }
}

async function giveBack(conversation: Conversation, threadId: string): Promise<void> {
  const { take } = await leftBehind();
  const left = await take(threadId);
  const own = new Set(conversation.current().queue.map(({ id }) => id));
  const lost = left.filter(({ id }) => !own.has(id));
  if (lost.length === 0 || conversation.current().threadId !== threadId) return;
  // Each goes before what stands in the field.
  for (const message of lost.toReversed()) conversation.putBack(message);
  showToast({ text: "What waited in a tab that was closed is in the field again. It was not sent." });
}
