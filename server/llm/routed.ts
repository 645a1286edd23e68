import type { LanguageModelV4, LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { isBrokenCircuitError } from "cockatiel";

import { type Logger, modelSeconds } from "#server/observability/index.ts";

import { guarded, isAvailable, letRest } from "./breakers.ts";
import { counted, tellWhole } from "./counted.ts";
import { isFaultOfProvider, ModelError, modelFailure, retryAfterMs, SilentModelError } from "./errors.ts";
import { noteFirstWord, usualFirstWordMs } from "./first-words.ts";
import { type AttemptEnd, begin, type Meter } from "./meter.ts";
import { askWhole, openStream } from "./patience.ts";
import type { TokenCounts } from "./prices.ts";
import { withCaching } from "./providers.ts";
import { race } from "./race.ts";
import { inRounds } from "./rounds.ts";
import type { Candidate, UseCase } from "./settings.ts";
import { atMostTokens, countPieces, readyTokenizer } from "./tokens.ts";

export interface Routing {
  useCase: UseCase;
  /** In the order in which they are asked; looked up anew for each call. */
  candidates: () => readonly Candidate[];
  driverOf: (candidate: Candidate) => LanguageModelV4;
  meter: Meter;
  log: Logger;
  /** How long one may stay silent. */
  patienceMs: number;
  /** After how long at least a second one is asked as well while somebody waits; Infinity: never. */
  secondAfterMs: number;
  /** The same for calls that share the beginning of their prompt. */
  cacheKey?: string;
}

type Options = LanguageModelV4CallOptions;

/**
 * One model that stands for several: where one is limited or breaks before it has said anything, the next one is asked at
 * once, and where one is silent for longer than is usual for it, as well; when all have failed, they are asked again a
 * little later. What has begun to speak is never replaced.
 */
export function routed(routing: Routing): LanguageModelV4 {
  const [first] = routing.candidates();
  return {
    specificationVersion: "v4",
    provider: first?.provider ?? "none",
    modelId: first?.model ?? "none",
    supportedUrls: {},
    doStream: (options) =>
      throughAll(routing, options, {
        // Nobody sits before the others and waits.
        secondAfterMs: routing.useCase === "chat" ? routing.secondAfterMs : Infinity,
        discard: ({ stream }) => void stream.cancel().catch(() => undefined),
        async ask(attempt) {
          const result = await openStream(attempt.driver, attempt.options, routing.patienceMs);
          const { asked } = attempt;
          const isStopped = () => options.abortSignal?.aborted ?? false;
          const firstTokenMs = attempt.elapsedMs();
          noteFirstWord(attempt.candidate, firstTokenMs);
          return {
            ...result,
            stream: counted(result.stream, { asked, isStopped }, (end) =>
              attempt.end({ ...end, firstTokenMs }),
            ),
          };
        },
      }),
    doGenerate: (options) =>
      throughAll(routing, options, {
        secondAfterMs: Infinity,
        discard: () => undefined,
        async ask(attempt) {
          const result = await askWhole(attempt.driver, attempt.options, 3 * routing.patienceMs);
          tellWhole(result, attempt.asked, (end) =>
            attempt.end({ ...end, firstTokenMs: attempt.elapsedMs() }),
          );
          return result;
        },
      }),
  };
}

interface Running {
  candidate: Candidate;
  driver: LanguageModelV4;
  options: Options;
  asked: TokenCounts;
  elapsedMs: () => number;
  end: (end: Omit<AttemptEnd, "totalMs">) => void;
}

interface Call<T> {
  ask: (attempt: Running) => Promise<T>;
  /** The next one is asked as well where one is silent for longer than this and than is usual for it. */
  secondAfterMs: number;
  discard: (late: T) => void;
}

async function throughAll<T>(routing: Routing, options: Options, call: Call<T>): Promise<T> {
  await readyTokenizer();
  const patienceMs = (candidate: Candidate) => usualFirstWordMs(candidate, call.secondAfterMs);
  return inRounds(options.abortSignal, async () => {
    let last: unknown;
    return race({
      candidates: inOrder(routing.candidates()),
      patienceMs,
      async ask(candidate, overtaken) {
        options.abortSignal?.throwIfAborted();
        try {
          const mine = { options, overtaken, patienceMs: patienceMs(candidate), ask: call.ask };
          return await guarded(candidate.provider, () => attempt(routing, candidate, mine));
        } catch (error) {
          options.abortSignal?.throwIfAborted();
          // Of who was not asked the one before tells more.
          last = isBrokenCircuitError(error) ? (last ?? new ModelError("unavailable")) : error;
          noteFault(routing, candidate, error);
          throw last;
        }
      },
      mayGoOn: (error) => options.abortSignal?.aborted !== true && isFaultOfProvider(error),
      discard: call.discard,
    });
  });
}

function noteFault({ log }: Routing, candidate: Candidate, error: unknown): void {
  if (isBrokenCircuitError(error) || !isFaultOfProvider(error)) return;
  const wait = retryAfterMs(error);
  if (wait !== null) letRest(candidate.provider, wait);
  log.warn({ ...candidate, code: modelFailure(error).code }, "a provider did not answer");
}

/** Who asked to be left alone, or fails all the time, comes last. */
const inOrder = (candidates: readonly Candidate[]): Candidate[] => [
  ...candidates.filter(({ provider }) => isAvailable(provider)),
  ...candidates.filter(({ provider }) => !isAvailable(provider)),
];

/** That somebody stopped, or another one was a little faster, is no fault of the provider's. */
class StoppedError extends Error {}

interface Attempting<T> extends Pick<Call<T>, "ask"> {
  options: Options;
  /** Aborted when another one has spoken first. */
  overtaken: AbortSignal;
  patienceMs: number;
}

async function attempt<T>(
  { useCase, meter, driverOf, cacheKey }: Routing,
  candidate: Candidate,
  { options, overtaken, patienceMs, ask }: Attempting<T>,
): Promise<T> {
  const begunAt = performance.now();
  const driver = driverOf(candidate);
  const stop = AbortSignal.any([overtaken, ...(options.abortSignal ? [options.abortSignal] : [])]);
  const sent = withCaching(candidate, { ...options, abortSignal: stop }, cacheKey);
  const inputTokens = countPieces([...options.prompt, ...(options.tools ?? [])]);
  const asked: TokenCounts = { inputTokens, cachedInputTokens: 0, outputTokens: 0 };
  const outputTokens = options.maxOutputTokens ?? 0;
  const { end } = await begin(meter, {
    ...candidate,
    useCase,
    atMost: { ...asked, inputTokens: atMostTokens(inputTokens), outputTokens },
    sent: { prompt: options.prompt, tools: options.tools?.map(({ name }) => name) ?? [] },
  });
  const startedAt = performance.now();
  const elapsedMs = () => Math.round(performance.now() - startedAt);
  const finish: Running["end"] = (told) => {
    modelSeconds.observe(
      { provider: candidate.provider, use_case: useCase, outcome: told.outcome },
      elapsedMs() / 1_000,
    );
    end({ ...told, totalMs: elapsedMs() });
  };
  const isSent = !stop.aborted;
  try {
    stop.throwIfAborted();
    return await ask({ candidate, driver, options: sent, asked, elapsedMs, end: finish });
  } catch (error) {
    // Who was silent until then may have read it all, and charge it.
    const mayCharge = isSent && (stop.aborted || error instanceof SilentModelError);
    finish({
      outcome: stop.aborted ? "stopped" : "failed",
      tokens: mayCharge ? asked : { ...asked, inputTokens: 0 },
      guessed: mayCharge,
      firstTokenMs: null,
      calls: [],
      text: "",
      error: stop.aborted ? null : modelFailure(error).code,
    });
    if (!stop.aborted) throw error;
    // Its time has run since before the money was set aside.
    if (performance.now() - begunAt < patienceMs || options.abortSignal?.aborted) throw new StoppedError();
    noteFirstWord(candidate, elapsedMs());
    throw new SilentModelError();
  }
}
