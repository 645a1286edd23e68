import { wrapLanguageModel } from "ai";

import { releaseModelCall, reserveModelCall, settleModelCall } from "#server/billing/index.ts";
import type { Context } from "#server/core/index.ts";
import {
  costOf,
  languageModel,
  maxOutputTokens,
  type ModelDriver,
  modelNameFor,
  type TokenCounts,
  type UseCase,
} from "#server/llm/index.ts";

type Middleware = Exclude<Parameters<typeof wrapLanguageModel>[0]["middleware"], readonly unknown[]>;
type StreamCall = Parameters<NonNullable<Middleware["wrapStream"]>>[0];
type StreamPart =
  Awaited<ReturnType<StreamCall["doStream"]>>["stream"] extends ReadableStream<infer Part> ? Part : never;

export interface MeteredModel {
  model: ModelDriver;
  name: string;
  /** A price or a number of tokens was a guess. */
  isEstimated: () => boolean;
  /** Once every call has been charged. */
  settled: () => Promise<void>;
}

/** By bytes, since a letter beyond ASCII is up to a token by itself. */
const bytesPerToken = 3.5;
const tokensIn = (value: unknown) => Math.ceil(Buffer.byteLength(JSON.stringify(value)) / bytesPerToken);

/**
 * A model whose every call, also one made again after an error, is set aside in the day's budget before it is made and
 * charged by what it used. A stream that was cut or stopped is charged by a guess: the provider charges it as well.
 */
export function meteredModel(
  ctx: Context,
  { useCase, turnId }: { useCase: UseCase; turnId: string },
): MeteredModel {
  const name = modelNameFor(useCase);
  const pending = new Set<Promise<void>>();
  let isEstimated = false;
  const charge = (id: string, tokens: TokenCounts, guessed: boolean) => {
    const { costMicros, estimated } = costOf(name, tokens);
    isEstimated ||= guessed || estimated;
    const work = settleModelCall(ctx, id, { ...tokens, costMicros }).catch((error: unknown) => {
      ctx.log.error({ err: error, usageId: id }, "a call of a model was not charged");
    });
    pending.add(work);
    void work.finally(() => pending.delete(work));
    return work;
  };
  const wrapStream = async ({ doStream, params }: StreamCall) => {
    const inputTokens = tokensIn([params.prompt, params.tools ?? []]);
    const { costMicros: micros } = costOf(name, {
      inputTokens,
      cachedInputTokens: 0,
      outputTokens: params.maxOutputTokens ?? maxOutputTokens,
    });
    const id = await reserveModelCall(ctx, { useCase, model: name, turnId, micros });
    try {
      const result = await doStream();
      return { ...result, stream: counted(result.stream, inputTokens, (...end) => charge(id, ...end)) };
    } catch (error) {
      await releaseModelCall(ctx, id).catch(() => undefined);
      throw error;
    }
  };
  return {
    name,
    model: wrapLanguageModel({
      model: languageModel(useCase),
      middleware: { specificationVersion: "v4", wrapStream },
    }),
    isEstimated: () => isEstimated,
    settled: async () => {
      await Promise.all(pending);
    },
  };
}

/** Passes the stream on and tells once what it used: as the provider says at its end, or guessed where it was cut. */
function counted(
  stream: ReadableStream<StreamPart>,
  inputTokens: number,
  tell: (tokens: TokenCounts, guessed: boolean) => unknown,
): ReadableStream<StreamPart> {
  const reader = stream.getReader();
  let bytes = 0;
  let told = false;
  const end = (tokens?: TokenCounts) => {
    if (told) return;
    told = true;
    const outputTokens = Math.ceil(bytes / bytesPerToken);
    tell(tokens ?? { inputTokens, cachedInputTokens: 0, outputTokens }, tokens === undefined);
  };
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          end();
          controller.close();
          return;
        }
        if ("delta" in value) bytes += Buffer.byteLength(value.delta);
        if (value.type === "finish") end(tokensOf(value.usage));
        controller.enqueue(value);
      } catch (error) {
        end();
        controller.error(error);
      }
    },
    async cancel(reason) {
      end();
      await reader.cancel(reason);
    },
  });
}

type Finish = Extract<StreamPart, { type: "finish" }>;

/** Undefined where the provider did not count. */
function tokensOf({ inputTokens, outputTokens }: Finish["usage"]): TokenCounts | undefined {
  if (!inputTokens.total && !outputTokens.total) return undefined;
  return {
    inputTokens: inputTokens.total ?? 0,
    cachedInputTokens: inputTokens.cacheRead ?? 0,
    outputTokens: outputTokens.total ?? 0,
  };
}
