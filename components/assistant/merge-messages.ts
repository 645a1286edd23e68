import type { ChatMessage } from "#lib/schemas/chat.ts";

import { isOwnCopy } from "./conversation-state.ts";

interface Ahead {
  /** The answer that streams: the stream is further than what was written down. */
  streaming: string | null;
  /** A message is on its way: what is read may not have it yet. */
  isSending: boolean;
}

/** What was shown, with the newest page as it was just read in place of what it covers. Earlier messages stay. */
export function mergeMessages(
  shown: readonly ChatMessage[],
  page: readonly ChatMessage[],
  { streaming, isSending }: Ahead,
): ChatMessage[] {
  const inPage = new Set(page.map(({ id }) => id));
  const firstAt = page[0]?.createdAt ?? "";
  const earlier = shown.filter(
    (message) => !inPage.has(message.id) && !isOwnCopy(message) && message.createdAt < firstAt,
  );
  const live = shown.find(({ id }) => id === streaming);
  const newest = page.map((message) => (live && message.id === live.id ? live : message));
  const ahead = shown.filter(
    (message) => !inPage.has(message.id) && (message === live || (isSending && isOwnCopy(message))),
  );
  return [...earlier, ...newest, ...ahead];
}
