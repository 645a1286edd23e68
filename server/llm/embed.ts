import type { Logger } from "#server/observability/index.ts";

import { guarded } from "./breakers.ts";
import { ModelError, modelFailure } from "./errors.ts";
import { begin, type Meter } from "./meter.ts";
import { embedderOf } from "./providers.ts";
import { inRounds } from "./rounds.ts";
import { candidatesFor } from "./settings.ts";
import { atMostTokens, countPieces, readyTokenizer } from "./tokens.ts";

interface Embedding {
  meter: Meter;
  log: Logger;
  signal: AbortSignal;
}

const usualAtOnce = 96;

/** One vector for each text, all of one model. Throws ModelError not_set_up where none is named. */
export async function embedTexts(
  texts: readonly string[],
  { meter, log, signal }: Embedding,
): Promise<number[][]> {
  const [candidate] = candidatesFor("embed");
  if (!candidate) throw new ModelError("not_set_up");
  await readyTokenizer();
  const embedder = embedderOf(candidate);
  const atOnce = (await embedder.maxEmbeddingsPerCall) ?? usualAtOnce;
  const vectors: number[][] = [];
  for (let from = 0; from < texts.length; from += atOnce) {
    const values = texts.slice(from, from + atOnce);
    const inputTokens = countPieces(values);
    const none = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 };
    const call = async () => {
      const atMost = { ...none, inputTokens: atMostTokens(inputTokens) };
      const { end } = await begin(meter, {
        ...candidate,
        useCase: "embed",
        atMost,
        sent: { texts: values.length },
      });
      const startedAt = performance.now();
      const told = { firstTokenMs: null, calls: [], text: "" };
      const totalMs = () => Math.round(performance.now() - startedAt);
      try {
        const { embeddings, usage } = await embedder.doEmbed({ values, abortSignal: signal });
        const tokens = { ...none, inputTokens: usage?.tokens ?? inputTokens };
        end({
          ...{ ...told, outcome: "answered", tokens, guessed: usage === undefined },
          ...{ totalMs: totalMs(), error: null },
        });
        return embeddings;
      } catch (error) {
        const { code } = modelFailure(error);
        log.warn({ ...candidate, code }, "a provider did not make embeddings");
        end({
          ...{ ...told, outcome: signal.aborted ? "stopped" : "failed", tokens: none, guessed: false },
          ...{ totalMs: totalMs(), error: signal.aborted ? null : code },
        });
        throw error;
      }
    };
    vectors.push(...(await inRounds(signal, () => guarded(candidate.provider, call))));
  }
  return vectors;
}
