import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
} from "@ai-sdk/provider";

import { SilentModelError } from "./errors.ts";

/** Parts that say nothing yet: as long as no other came, the next provider may be asked without anybody noticing. */
const silent = new Set([
  "stream-start",
  "response-metadata",
  "ping",
  "raw",
  "text-start",
  "text-end",
  "reasoning-start",
]);

const broken = new Set(["interrupted", "other", "error"]);

type Options = LanguageModelV4CallOptions;
type Parts = ReadableStream<LanguageModelV4StreamPart>;
type Opened = Awaited<ReturnType<LanguageModelV4["doStream"]>>;

/**
 * Asks for a stream and waits until it says something. Throws what went wrong until then, SilentModelError after
 * `patienceMs`; afterwards the stream is the caller's, faults and all.
 */
export const openStream = (driver: LanguageModelV4, options: Options, patienceMs: number): Promise<Opened> =>
  withPatience(options, patienceMs, async (signal) => {
    const opened = await unlessAborted(signal, driver.doStream({ ...options, abortSignal: signal }));
    const reader = opened.stream.getReader();
    try {
      const head = await readHead(reader, signal);
      return { ...opened, stream: joined(head, reader) };
    } catch (error) {
      void reader.cancel(error).catch(() => undefined);
      throw error;
    }
  });

/** Asks for an answer in one piece. Throws SilentModelError after `patienceMs`. */
export const askWhole = (
  driver: LanguageModelV4,
  options: Options,
  patienceMs: number,
): Promise<LanguageModelV4GenerateResult> =>
  withPatience(options, patienceMs, (signal) =>
    unlessAborted(signal, driver.doGenerate({ ...options, abortSignal: signal })),
  );

async function withPatience<T>(
  { abortSignal }: Options,
  patienceMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(new SilentModelError()), patienceMs);
  try {
    return await work(AbortSignal.any([giveUp.signal, ...(abortSignal ? [abortSignal] : [])]));
  } finally {
    clearTimeout(timer);
  }
}

type Reader = ReadableStreamDefaultReader<LanguageModelV4StreamPart>;

async function readHead(reader: Reader, signal: AbortSignal): Promise<LanguageModelV4StreamPart[]> {
  const head: LanguageModelV4StreamPart[] = [];
  for (;;) {
    const { done, value } = await unlessAborted(signal, reader.read());
    if (done) throw new TypeError("terminated");
    if (value.type === "error") throw value.error;
    // It broke off, where the protocol cannot tell that from an end.
    if (value.type === "finish" && broken.has(value.finishReason.unified)) throw new TypeError("terminated");
    head.push(value);
    if (!silent.has(value.type)) return head;
  }
}

function joined(head: LanguageModelV4StreamPart[], reader: Reader): Parts {
  return new ReadableStream({
    async pull(controller) {
      const first = head.shift();
      if (first) return controller.enqueue(first);
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** Whatever the driver does with the signal. */
async function unlessAborted<T>(signal: AbortSignal, work: PromiseLike<T>): Promise<T> {
  signal.throwIfAborted();
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener("abort", stop);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
