import { MockLanguageModelV4 } from "ai/test";

import { scriptedModel } from "#local/testing/model.ts";
import { scriptModel } from "#local/testing/scenarios/script-model.ts";
import { seedScenario } from "#local/testing/scenarios/seed.ts";
import { ask } from "#local/testing/turns.ts";
import { processSummary } from "#server/assistant/index.ts";
import type { Context } from "#server/core/index.ts";
import { bindModel } from "#server/llm/index.ts";

import { mean } from "../statistics.ts";
import { type SentPrompt, sentPrompt, tokensIn, uncachedTokens } from "./prompts.ts";
import { start } from "./requests.ts";

const turns = 50;
/** Of these the one with the largest share counts too: how much has been shortened differs from turn to turn. */
const lastTurns = 10;
const said =
  "Twelve pieces come in May and the rest in June, all of the same batch, at the price that it was. ";
/** As long as the prompt of a summary asks for at most. */
const gistWords = 250;

export interface LongThreadFigures {
  /** Of the conversation as the model is given it, over all that was said and read in it. */
  share: number;
  shareMost: number;
  tokens: number;
  /** Of one question, both calls: what does not begin as the prompt before did. */
  uncached: number;
}

/** A conversation of fifty questions, each with one search, shortened by the worker whenever it is due. */
export async function measureLongThread(): Promise<LongThreadFigures> {
  const { ctx } = await seedScenario(start);
  let threadId: string | undefined;
  let raw = 0;
  let before: SentPrompt | null = null;
  const all: { tokens: number; share: number; uncached: number }[] = [];
  for (let turn = 1; turn <= turns; turn++) {
    const script = scriptModel(
      [
        ["interactions_search", { text: "order", limit: 5 }],
        `${said.repeat(3)} That was question ${String(turn)}.`,
      ],
      { pause: () => 0, replace: () => Promise.resolve() },
    );
    let [given, uncached] = [0, 0];
    const model = new MockLanguageModelV4({
      modelId: "script",
      doStream: ({ prompt, ...options }) => {
        const conversation = prompt.filter(({ role }) => role !== "system");
        const asked = conversation.findLastIndex(({ role }) => role === "user");
        given = tokensIn(JSON.stringify(conversation));
        // What this turn adds: once, with its last call.
        if (conversation.length > asked + 1) raw += tokensIn(JSON.stringify(conversation.slice(asked)));
        const sent = sentPrompt({ prompt, ...options });
        if (before) uncached += uncachedTokens(before, sent);
        before = sent;
        return script.model.doStream({ prompt, ...options });
      },
    });
    const question = `Question ${String(turn)}: what of the orders?`;
    threadId = (await ask(ctx, model, question, threadId)).threadId;
    all.push({ tokens: given, share: given / raw, uncached });
    await shorten(ctx, threadId);
  }
  return {
    share: all.at(-1)?.share ?? Number.NaN,
    shareMost: Math.max(...all.slice(-lastTurns).map(({ share }) => share)),
    tokens: all.at(-1)?.tokens ?? Number.NaN,
    uncached: mean(all.slice(-4 * lastTurns).map(({ uncached }) => uncached)),
  };
}

/** As the worker does after each answer: where there is not enough to shorten, nothing. */
async function shorten(ctx: Context, threadId: string): Promise<void> {
  const gist = said.repeat(gistWords / said.trim().split(" ").length);
  bindModel(scriptedModel(JSON.stringify({ gist, open: ["Confirm the order before Friday."] })));
  await processSummary({ ctx, payload: { threadId }, signal: new AbortController().signal });
}
