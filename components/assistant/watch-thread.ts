import type { ThreadWithMessages } from "#lib/schemas/chat-threads.ts";
import type { Result } from "#lib/result.ts";
import { createReader, type Reader } from "#components/live/reader.ts";
import { isStreamOpen, listenLive } from "#components/live/stream.ts";

export const messagesAtOnce = 30;
const pollEveryMs = 3_000;

interface Watched {
  threadId: string;
  onResult: (result: Result<ThreadWithMessages>) => void;
  /** Whether something may happen by itself: while the stream is away it is then asked for. */
  isMoving: () => boolean;
}

/** Reads a conversation whenever it is told to, and by itself when it is announced that it changed. */
export function watchThread({ threadId, onResult, isMoving }: Watched): Reader {
  let isWatched = true;
  const path = `/chat/${threadId}?limit=${messagesAtOnce}`;
  const reader = createReader<ThreadWithMessages>(path, (result) => isWatched && onResult(result));
  const stopListening = listenLive({
    onOpen: () => undefined,
    onMissed: () => reader.soon(),
    onEvent: ({ id }) => id === threadId && reader.soon(),
  });
  const poll = setInterval(() => {
    if (!isStreamOpen() && isMoving()) reader.soon();
  }, pollEveryMs);
  return {
    ...reader,
    stop() {
      isWatched = false;
      clearInterval(poll);
      stopListening();
      reader.stop();
    },
  };
}
