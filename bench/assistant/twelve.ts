import { MockLanguageModelV4 } from "ai/test";

import { scriptModel } from "#local/testing/scenarios/script-model.ts";
import { seedScenario } from "#local/testing/scenarios/seed.ts";
import { ask } from "#local/testing/turns.ts";

import { mean, median } from "../statistics.ts";
import { prefixShare, type SentPrompt, sentPrompt, tokensIn, uncachedTokens } from "./prompts.ts";
import { type Request, requests, start } from "./requests.ts";

export interface TwelveFigures {
  callsMedian: number;
  callsOfActions: number;
  callsMax: number;
  systemAndTools: number;
  inputPerRequest: number;
  uncachedPerRequest: number;
  uncachedMost: number;
  prefixShare: number;
  prefixShareLeast: number;
  mailCalls: number;
  mailInput: number;
  mailUncached: number;
}

/** Calls of the model and tokens of its prompts, of twelve requests each in a conversation of its own. */
export async function measureTwelve(say: (sentence: string) => void): Promise<TwelveFigures> {
  const { ctx } = await seedScenario(start);
  const runs: { request: Request; prompts: SentPrompt[]; uncached: number }[] = [];
  // Whoever asks has asked before: the tools and the instructions are in the provider's cache.
  let before = await promptsOf({ words: "Hello", script: ["Hello."] });
  async function promptsOf(request: Request): Promise<SentPrompt[]> {
    const scripted = scriptModel(request.script, { pause: () => 0, replace: () => Promise.resolve() });
    const sent: SentPrompt[] = [];
    const model = new MockLanguageModelV4({
      modelId: "script",
      doStream: (options) => {
        sent.push(sentPrompt(options));
        return scripted.model.doStream(options);
      },
    });
    await ask(ctx, model, request.words);
    if (scripted.problems.length > 0) throw new Error(`${request.words}: ${scripted.problems.join("; ")}`);
    return sent;
  }
  for (const request of requests) {
    const prompts = await promptsOf(request);
    const uncached = prompts
      .map((prompt, index) => uncachedTokens(prompts[index - 1] ?? before.at(0) ?? prompt, prompt))
      .reduce((sum, tokens) => sum + tokens, 0);
    before = before.slice(0, 1);
    runs.push({ request, prompts, uncached });
    say(
      `  ${String(prompts.length)} calls, ${String(uncached)} uncached of ${String(inputOf(prompts))} tokens: ${request.words}`,
    );
  }
  const [first] = before;
  const shares = runs.flatMap(({ prompts }) =>
    prompts.slice(1).map((prompt, index) => prefixShare(prompts[index] ?? prompt, prompt)),
  );
  const mail = runs.find(({ request }) => request.words.startsWith("Answer"));
  const calls = runs.map(({ prompts }) => prompts.length);
  return {
    callsMedian: median(calls),
    callsOfActions: Math.max(
      ...runs.filter(({ request }) => request.isAction).map(({ prompts }) => prompts.length),
    ),
    callsMax: Math.max(...calls),
    systemAndTools: first ? tokensIn(first.tools) + tokensIn(first.system) : Number.NaN,
    inputPerRequest: mean(runs.map(({ prompts }) => inputOf(prompts))),
    uncachedPerRequest: mean(runs.map(({ uncached }) => uncached)),
    uncachedMost: Math.max(...runs.map(({ uncached }) => uncached)),
    prefixShare: median(shares),
    prefixShareLeast: Math.min(...shares),
    mailCalls: mail?.prompts.length ?? Number.NaN,
    mailInput: mail ? inputOf(mail.prompts) : Number.NaN,
    mailUncached: mail?.uncached ?? Number.NaN,
  };
}

const inputOf = (prompts: readonly SentPrompt[]): number =>
  prompts.reduce((sum, { text }) => sum + tokensIn(text), 0);
