import type { Chunk } from "./chunks.ts";

/** The chunks of a stream of server-sent events as they come; ends where the stream does, whole or not. */
export async function* readChunks(response: Response): AsyncGenerator<Chunk> {
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const events = (rest + value).split("\n\n");
      rest = events.pop() ?? "";
      for (const event of events) {
        // Others are signs of life, and the word that ends a stream of the AI SDK.
        if (!event.startsWith("data: {")) continue;
        const chunk: Chunk = JSON.parse(event.slice("data: ".length));
        yield chunk;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
