import { MockLanguageModelV4 } from "ai/test";

import { scriptModel } from "#local/testing/scenarios/script-model.ts";
import { seedScenario } from "#local/testing/scenarios/seed.ts";
import { ask } from "#local/testing/turns.ts";

import { tokensIn } from "./prompts.ts";
import { start } from "./requests.ts";

const turns = 50;
const said =
  "Twelve pieces come in May and the rest in June, all of the same batch, at the price that it was. ";

/** Of the fiftieth question: what the model is given of the conversation, over all that was said and read in it. */
export async function measureLongThread(): Promise<{ share: number; tokens: number; raw: number }> {
  const { ctx } = await seedScenario(start);
  let threadId: string | undefined;
  let raw = 0;
  let last = "";
  for (let turn = 1; turn <= turns; turn++) {
    const script = scriptModel(
      [
        ["interactions_search", { text: "order", limit: 5 }],
        `${said.repeat(3)} That was question ${String(turn)}.`,
      ],
      { pause: () => 0, replace: () => Promise.resolve() },
    );
    const model = new MockLanguageModelV4({
      modelId: "script",
      doStream: ({ prompt, ...options }) => {
        const conversation = prompt.filter(({ role }) => role !== "system");
        const asked = conversation.findLastIndex(({ role }) => role === "user");
        last = JSON.stringify(conversation);
        // What this turn adds: once, with its last call.
        if (conversation.length > asked + 1) raw += tokensIn(JSON.stringify(conversation.slice(asked)));
        return script.model.doStream({ prompt, ...options });
      },
    });
    const { threadId: thread } = await ask(
      ctx,
      model,
      `Question ${String(turn)}: what of the orders?`,
      threadId,
    );
    threadId = thread;
  }
  const tokens = tokensIn(last);
  return { share: tokens / raw, tokens, raw };
}
