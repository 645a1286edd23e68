import type { UIMessageChunk } from "ai";

import type { MessageMetadata } from "#lib/schemas/chat.ts";

export type ChatChunk = UIMessageChunk<MessageMetadata>;

/** Where an answer goes while it is made; the row keeps it whatever becomes of this. */
export interface Sink {
  write: (chunk: ChatChunk) => void;
  /** No more comes. */
  close: () => Promise<void>;
}

export const both = (first: Sink, second: Sink): Sink => ({
  write(chunk) {
    first.write(chunk);
    second.write(chunk);
  },
  async close() {
    await Promise.all([first.close(), second.close()]);
  },
});

/** A stream that the caller of a route reads. That nobody reads it any more changes nothing. */
export function streamSink(): { sink: Sink; stream: ReadableStream<ChatChunk> } {
  let controller: ReadableStreamDefaultController<ChatChunk> | undefined;
  const stream = new ReadableStream<ChatChunk>({
    start(own) {
      controller = own;
    },
    cancel() {
      controller = undefined;
    },
  });
  return {
    stream,
    sink: {
      write: (chunk) => controller?.enqueue(chunk),
      close() {
        controller?.close();
        controller = undefined;
        return Promise.resolve();
      },
    },
  };
}
