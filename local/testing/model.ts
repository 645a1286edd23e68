import { simulateReadableStream } from "ai";
import { MockLanguageModelV4 } from "ai/test";

type StreamResult = Awaited<ReturnType<MockLanguageModelV4["doStream"]>>;
type Part = StreamResult["stream"] extends ReadableStream<infer P> ? P : never;
type CallOptions = Parameters<MockLanguageModelV4["doStream"]>[0];

interface ScriptedCall {
  tool: string;
  input: Record<string, unknown>;
  id?: string;
}

/** One step of a model: what it says, calls, or how it fails. */
export type ScriptedStep =
  | string
  | { say?: string; calls: ScriptedCall[] }
  /** Fails before the first word. */
  | { throws: unknown }
  /** Says this and is then cut off. */
  | { cutAfter: string }
  /** Says one piece every few milliseconds. */
  | { slowly: string[]; delayMs: number };

type Step = ScriptedStep | ((options: CallOptions) => ScriptedStep);

export const scriptedUsage = { inputTokens: 1_000, outputTokens: 100 };

let numbered = 0;

/** A model that goes through a script, one entry a call; what comes after its end says "Done.". */
export function scriptedModel(...steps: Step[]): MockLanguageModelV4 {
  let next = 0;
  return new MockLanguageModelV4({
    modelId: "scripted",
    doStream: (options) => {
      const entry = steps[next++] ?? "Done.";
      const step = typeof entry === "function" ? entry(options) : entry;
      if (typeof step === "object" && "throws" in step) throw step.throws;
      return Promise.resolve({ stream: streamOf(step, options.abortSignal) });
    },
    doGenerate: (options) => {
      const entry = steps[next++] ?? "Done.";
      const step = typeof entry === "function" ? entry(options) : entry;
      if (typeof step === "object" && "throws" in step) throw step.throws;
      if (typeof step !== "string") throw new Error("an answer in one piece is a text");
      const { usage, finishReason } = finish("stop");
      return Promise.resolve({ content: [{ type: "text", text: step }], usage, finishReason, warnings: [] });
    },
  });
}

const finish = (unified: "stop" | "tool-calls"): Extract<Part, { type: "finish" }> => ({
  type: "finish",
  finishReason: { unified, raw: undefined },
  usage: {
    inputTokens: {
      total: scriptedUsage.inputTokens,
      noCache: scriptedUsage.inputTokens,
      cacheRead: 0,
      cacheWrite: undefined,
    },
    outputTokens: {
      total: scriptedUsage.outputTokens,
      text: scriptedUsage.outputTokens,
      reasoning: undefined,
    },
  },
});

const text = (pieces: string[]): Part[] => [
  { type: "text-start", id: "t" },
  ...pieces.map((delta): Part => ({ type: "text-delta", id: "t", delta })),
  { type: "text-end", id: "t" },
];

function streamOf(
  step: Exclude<ScriptedStep, { throws: unknown }>,
  signal: AbortSignal | undefined,
): ReadableStream<Part> {
  const start: Part = { type: "stream-start", warnings: [] };
  if (typeof step === "string") return whole([start, ...text(step.split(/(?<= )/)), finish("stop")]);
  if ("cutAfter" in step) return cut([start, ...text([step.cutAfter]).slice(0, 2)]);
  if ("slowly" in step) {
    const chunks = [start, ...text(step.slowly), finish("stop")];
    return abortable(simulateReadableStream({ chunks, chunkDelayInMs: step.delayMs }), signal);
  }
  const calls = step.calls.map(({ tool, input, id }): Part => ({
    type: "tool-call",
    toolCallId: id ?? `call-${++numbered}`,
    toolName: tool,
    input: JSON.stringify(input),
  }));
  return whole([start, ...(step.say ? text([step.say]) : []), ...calls, finish("tool-calls")]);
}

const whole = (chunks: Part[]) =>
  simulateReadableStream({ chunks, initialDelayInMs: null, chunkDelayInMs: null });

/** Ends as a connection does that breaks. */
function cut(chunks: Part[]): ReadableStream<Part> {
  let next = 0;
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks[next++];
      if (chunk) controller.enqueue(chunk);
      else controller.error(new TypeError("terminated"));
    },
  });
}

/** As a provider's stream, which its abort ends. */
function abortable(stream: ReadableStream<Part>, signal: AbortSignal | undefined): ReadableStream<Part> {
  const reader = stream.getReader();
  return new ReadableStream({
    async pull(controller) {
      signal?.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
