import type { LanguageModelV4GenerateResult, LanguageModelV4StreamPart } from "@ai-sdk/provider";

import { modelFailure } from "./errors.ts";
import { type AttemptEnd, tokensOf } from "./meter.ts";
import type { TokenCounts } from "./prices.ts";
import { guessTokens } from "./tokens.ts";

type Tell = (end: Omit<AttemptEnd, "totalMs" | "firstTokenMs">) => void;

/** Passes a stream on and tells once what it said and used: by the provider's count, or a guess where it was cut. */
export function counted(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  { asked, isStopped }: { asked: TokenCounts; isStopped: () => boolean },
  tell: Tell,
): ReadableStream<LanguageModelV4StreamPart> {
  const reader = stream.getReader();
  const calls: AttemptEnd["calls"] = [];
  let [said, text, told] = ["", "", false];
  const end = (outcome: AttemptEnd["outcome"], error: unknown = null, tokens?: TokenCounts) => {
    if (told) return;
    told = true;
    tell({
      outcome: isStopped() ? "stopped" : outcome,
      tokens: tokens ?? { ...asked, cachedInputTokens: 0, outputTokens: guessTokens(said) },
      guessed: tokens === undefined,
      calls,
      text,
      error: error === null || isStopped() ? null : modelFailure(error).code,
    });
  };
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          end("cut", new TypeError("terminated"));
          controller.close();
          return;
        }
        if ("delta" in value) said += value.delta;
        if (value.type === "text-delta") text += value.delta;
        if (value.type === "tool-call") calls.push({ id: value.toolCallId, name: value.toolName });
        if (value.type === "error") end("cut", value.error);
        if (value.type === "finish") {
          const isWhole = value.finishReason.unified !== "interrupted";
          end(
            isWhole ? "answered" : "cut",
            isWhole ? null : new TypeError("terminated"),
            tokensOf(value.usage),
          );
        }
        controller.enqueue(value);
      } catch (error) {
        end("cut", error);
        controller.error(error);
      }
    },
    async cancel(reason) {
      end("stopped");
      await reader.cancel(reason);
    },
  });
}

/** The same for an answer that came whole. */
export function tellWhole(result: LanguageModelV4GenerateResult, asked: TokenCounts, tell: Tell): void {
  const text = result.content.map((part) => (part.type === "text" ? part.text : "")).join("");
  const tokens = tokensOf(result.usage);
  tell({
    outcome: "answered",
    tokens: tokens ?? { ...asked, cachedInputTokens: 0, outputTokens: guessTokens(text) },
    guessed: tokens === undefined,
    calls: result.content.flatMap((part) =>
      part.type === "tool-call" ? [{ id: part.toolCallId, name: part.toolName }] : [],
    ),
    text,
    error: null,
  });
}
