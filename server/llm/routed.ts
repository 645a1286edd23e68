import type { LanguageModelV4, LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { isBrokenCircuitError } from "cockatiel";

import { type Logger, modelSeconds } from "#server/observability/index.ts";

import { guarded, isAvailable, letRest } from "./breakers.ts";
import { counted, tellWhole } from "./counted.ts";
import { isFaultOfProvider, ModelError, modelFailure, retryAfterMs, SilentModelError } from "./errors.ts";
import type { AttemptEnd, Meter } from "./meter.ts";
import { askWhole, openStream } from "./patience.ts";
import type { TokenCounts } from "./prices.ts";
import { withCaching } from "./providers.ts";
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
  /** The same for calls that share the beginning of their prompt. */
  cacheKey?: string;
}

type Options = LanguageModelV4CallOptions;

/**
 * One model that stands for several: where one is limited, silent or breaks before it has said anything, the next one is
 * asked at once; when all have failed, they are asked again a little later. What has begun to speak is never replaced.
 */
export function routed(routing: Routing): LanguageModelV4 {
  const [first] = routing.candidates();
  return {
    specificationVersion: "v4",
    provider: first?.provider ?? "none",
    modelId: first?.model ?? "none",
    supportedUrls: {},
    doStream: (options) =>
      throughAll(routing, options, async (attempt) => {
        const result = await openStream(attempt.driver, attempt.options, routing.patienceMs);
        const { asked } = attempt;
        const isStopped = () => options.abortSignal?.aborted ?? false;
        const firstTokenMs = attempt.elapsedMs();
        return {
          ...result,
          stream: counted(result.stream, { asked, isStopped }, (end) =>
            attempt.end({ ...end, firstTokenMs }),
          ),
        };
      }),
    doGenerate: (options) =>
      throughAll(routing, options, async (attempt) => {
        const result = await askWhole(attempt.driver, attempt.options, 3 * routing.patienceMs);
        tellWhole(result, attempt.asked, (end) => attempt.end({ ...end, firstTokenMs: attempt.elapsedMs() }));
        return result;
      }),
  };
}

interface Running {
  driver: LanguageModelV4;
  options: Options;
  asked: TokenCounts;
  elapsedMs: () => number;
  end: (end: Omit<AttemptEnd, "totalMs">) => void;
}

type Call<T> = (attempt: Running) => Promise<T>;

async function throughAll<T>(routing: Routing, options: Options, call: Call<T>): Promise<T> {
  await readyTokenizer();
  return inRounds(options.abortSignal, async () => {
    let last: unknown;
    for (const candidate of inOrder(routing.candidates())) {
      options.abortSignal?.throwIfAborted();
      try {
        return await guarded(candidate.provider, () => attempt(routing, candidate, options, call));
      } catch (error) {
        options.abortSignal?.throwIfAborted();
        if (isBrokenCircuitError(error)) {
          last ??= new ModelError("unavailable");
          continue;
        }
        if (!isFaultOfProvider(error)) throw error;
        last = error;
        const wait = retryAfterMs(error);
        if (wait !== null) letRest(candidate.provider, wait);
        const { code } = modelFailure(error);
        routing.log.warn({ ...candidate, code }, "a provider did not answer");
      }
    }
    throw last;
  });
}

/** Who asked to be left alone, or fails all the time, comes last. */
const inOrder = (candidates: readonly Candidate[]): Candidate[] => [
  ...candidates.filter(({ provider }) => isAvailable(provider)),
  ...candidates.filter(({ provider }) => !isAvailable(provider)),
];

/** That somebody stopped is no fault of the provider's. */
class StoppedError extends Error {}

async function attempt<T>(
  { useCase, meter, driverOf, cacheKey }: Routing,
  candidate: Candidate,
  options: Options,
  call: Call<T>,
): Promise<T> {
  const driver = driverOf(candidate);
  const sent = withCaching(candidate, options, cacheKey);
  const inputTokens = countPieces([...options.prompt, ...(options.tools ?? [])]);
  const asked: TokenCounts = { inputTokens, cachedInputTokens: 0, outputTokens: 0 };
  const outputTokens = options.maxOutputTokens ?? 0;
  const { end } = await meter.begin({
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
  try {
    return await call({ driver, options: sent, asked, elapsedMs, end: finish });
  } catch (error) {
    // Who was silent for so long may have read it all, and charge it.
    const isSilent = error instanceof SilentModelError;
    const isStopped = options.abortSignal?.aborted ?? false;
    finish({
      outcome: isStopped ? "stopped" : "failed",
      tokens: isSilent || isStopped ? asked : { ...asked, inputTokens: 0 },
      guessed: isSilent || isStopped,
      firstTokenMs: null,
      calls: [],
      text: "",
      error: isStopped ? null : modelFailure(error).code,
    });
    throw isStopped ? new StoppedError() : error;
  }
}
