import { z } from "zod";

import { type Context, hashOf } from "#server/core/index.ts";
import {
  type Attempt,
  type AttemptEnd,
  candidatesFor,
  costOf,
  embedTexts,
  languageModel,
  type Meter,
  type ModelDriver,
  mostOf,
  type Tier,
  type UseCase,
} from "#server/llm/index.ts";

import { keepBody } from "./bodies.ts";
import { patiently } from "./patiently.ts";
import { reserveModelCall } from "./reserve.ts";
import { findResults, keepResults, noteReused } from "./results.ts";
import { releaseModelCall, settleModelCall } from "./settle.ts";

interface Metered {
  /** Who answered last; before that, who is asked first. */
  name: () => string;
  /** A price or a number of tokens was a guess. */
  isEstimated: () => boolean;
  /** Once every call has been charged. */
  settled: () => Promise<void>;
}

export interface MeteredModel extends Metered {
  model: ModelDriver;
}

export interface Purpose {
  useCase: UseCase;
  promptVersion: string;
  turnId?: string;
  automationId?: string;
  /** Paths of the records that stand in what is sent. */
  readRecords?: () => readonly string[];
}

interface Metering extends Purpose {
  /** What a provider is not asked before; waited for while the money is set aside. Where it fails, nobody is asked. */
  before?: () => Promise<unknown>;
}

export interface Asking extends Metering {
  /** Asked anew for each call. */
  tier?: () => Tier;
  /** Calls with the same one share the beginning of their prompt. */
  cacheKey?: string;
}

/**
 * A model whose every request to a provider, also one made again after an error, is set aside in the budgets before it is
 * made and charged by what it used. A stream that was cut or stopped is charged by a guess: the provider charges it as well.
 */
export function meteredModel(ctx: Context, { tier, cacheKey, ...purpose }: Asking): MeteredModel {
  const { begin, name, ...metered } = meterOf(ctx, purpose);
  const model = languageModel({
    ...{ useCase: purpose.useCase, tier, meter: { begin }, log: ctx.log },
    ...(cacheKey ? { cacheKey } : {}),
  });
  return { ...metered, model, name: () => name() || model.modelId };
}

/**
 * Vectors for these texts, metered in the same way. What the person had made of the same text by the same model is not made
 * again. Throws ModelError not_set_up where no model makes them.
 */
export async function meteredEmbeddings(
  ctx: Context,
  texts: readonly string[],
  purpose: Omit<Purpose, "useCase" | "promptVersion"> = {},
): Promise<number[][]> {
  const asked = { ...purpose, useCase: "embed", promptVersion: "none" } as const;
  const [candidate = null] = candidatesFor("embed");
  const digests = texts.map((text) => hashOf(["embed", candidate, text]));
  const kept = await findResults(ctx, [...new Set(digests)]);
  const vectors = new Map([...kept].map(([digest, { value }]) => [digest, Vector.parse(value)]));
  const missing = new Map(
    texts.flatMap((text, index) => {
      const digest = digests[index] ?? "";
      return vectors.has(digest) ? [] : [[digest, text] as const];
    }),
  );
  if (candidate && kept.size > 0) {
    await noteReused(ctx, { ...asked, ...candidate, readRecords: purpose.readRecords?.() });
  }
  if (missing.size > 0) {
    const made = await embeddings(ctx, [...missing.values()], asked);
    const results = [...missing.keys()].map((digest, index) => ({ digest, value: made[index] ?? [] }));
    await keepResults(ctx, candidate?.model ?? "", results);
    for (const { digest, value } of results) vectors.set(digest, value);
  }
  return digests.map((digest) => vectors.get(digest) ?? []);
}

const Vector = z.array(z.number());

async function embeddings(ctx: Context, texts: readonly string[], purpose: Purpose): Promise<number[][]> {
  const meter = meterOf(ctx, purpose);
  try {
    return await embedTexts(texts, { meter, log: ctx.log, signal: ctx.signal });
  } finally {
    await meter.settled();
  }
}

function meterOf(ctx: Context, purpose: Metering): Meter & Metered {
  const { useCase, promptVersion, turnId, automationId, readRecords, before } = purpose;
  const pending = new Set<Promise<void>>();
  let [name, isEstimated] = ["", false];
  const keep = (work: Promise<unknown>, id: string) => {
    const kept = work.then(
      () => undefined,
      (error: unknown) => ctx.log.error({ err: error, usageId: id }, "a call of a model was not charged"),
    );
    pending.add(kept);
    void kept.finally(() => pending.delete(kept));
  };
  const begin = async (attempt: Attempt) => {
    const { provider, model } = attempt;
    const day = today();
    const micros = mostOf(attempt, attempt.atMost, day);
    const reserving = reserveModelCall(ctx, {
      ...{ useCase, provider, model, micros, promptVersion, turnId, automationId },
      readRecords: readRecords?.(),
    });
    const [reserved, ready] = await Promise.allSettled([reserving, before?.()]);
    if (reserved.status === "rejected") throw reserved.reason;
    const { id, keepsBodies } = reserved.value;
    if (ready.status === "rejected") {
      keep(
        patiently(() => releaseModelCall(ctx, id)),
        id,
      );
      throw ready.reason;
    }
    const end = (told: AttemptEnd) => {
      const { outcome, tokens, guessed, error, firstTokenMs, totalMs, calls: toolCalls } = told;
      if (tokens.inputTokens + tokens.outputTokens === 0) {
        return keep(
          patiently(() => releaseModelCall(ctx, id, { outcome, error, totalMs })),
          id,
        );
      }
      if (outcome !== "failed") name = model;
      const { costMicros, priced } = costOf(attempt, tokens, day);
      isEstimated ||= guessed || !priced;
      const cost = { costMicros, priced, firstTokenMs, totalMs, toolCalls };
      const answered = { request: attempt.sent, response: { text: told.text, calls: toolCalls } };
      const withBody = async () => {
        // What is never charged is given back, and spent a second time.
        await patiently(() => settleModelCall(ctx, id, { ...tokens, outcome, error, ...cost }));
        if (keepsBodies) await keepBody(ctx, id, answered);
      };
      keep(withBody(), id);
    };
    return { end };
  };
  return {
    begin,
    name: () => name,
    isEstimated: () => isEstimated,
    settled: async () => {
      await Promise.all(pending);
    },
  };
}

const today = () => new Date().toISOString().slice(0, 10);
