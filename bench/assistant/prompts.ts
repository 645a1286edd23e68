import type { MockLanguageModelV4 } from "ai/test";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";

type Options = MockLanguageModelV4["doStreamCalls"][number];

/** One prompt as a provider reads it: tools, instructions, conversation. */
export interface SentPrompt {
  tools: string;
  system: string;
  text: string;
}

export function sentPrompt({ prompt, tools = [] }: Options): SentPrompt {
  const offered = JSON.stringify(
    tools.map((tool) =>
      tool.type === "function"
        ? { name: tool.name, description: tool.description, parameters: tool.inputSchema }
        : tool,
    ),
  );
  const system = prompt.flatMap((message) => (message.role === "system" ? [message.content] : [])).join("\n");
  const rest = prompt.filter(({ role }) => role !== "system").map((message) => JSON.stringify(message));
  return { tools: offered, system, text: [offered, system, ...rest].join("\n") };
}

/** What a text says is never a control token of the model. */
export const tokensIn = (text: string): number => countTokens(text, { disallowedSpecial: new Set() });

/** How much of `before` the prompt begins with, as providers' caches see it. */
export function prefixShare(before: SentPrompt, next: SentPrompt): number {
  return commonLength(before.text, next.text) / before.text.length;
}

/** What of the prompt does not stand at the beginning of the one before. */
export const uncachedTokens = (before: SentPrompt, next: SentPrompt): number =>
  tokensIn(next.text.slice(commonLength(before.text, next.text)));

function commonLength(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && one.charCodeAt(length) === other.charCodeAt(length)) length += 1;
  return length;
}
