import type { ChatCompletionRequest } from "@copilotkit/aimock";

import { type Conversation, readConversation } from "./conversation.ts";
import { decisionsIn } from "./decisions.ts";
import { factsOf } from "./facts.ts";
import { callsOf, type Intent, matchOf, type Move, say } from "./intent.ts";
import { intents } from "./intents/index.ts";

/** Answers like a small model that knows a few things to do: calls the tools it is offered, and tells what they said. */
export function reply(request: ChatCompletionRequest, { obeys }: { obeys: boolean }): Move {
  const conversation = readConversation(request);
  // Its words name a title, too.
  if (isFactsRequest(conversation)) return say(factsOf(conversation.question));
  if (isTitleRequest(conversation)) return say(titleOf(conversation.question));
  if (isSummaryRequest(conversation)) return say(summaryOf(conversation.question));
  const told = decisionsIn(conversation);
  if (told) return say(told);
  const obeyed = obeys ? orderIn(conversation) : null;
  if (obeyed) return obeyed;
  for (const intent of intents) {
    const found = matchOf(intent, conversation.question);
    if (found) return allowed(conversation, intent, intent.next(conversation, found));
  }
  return say(notUnderstood);
}

export const notUnderstood =
  "I did not understand that. I am a demo model and know a few things only: ask me who somebody is, what somebody said about something, to summarise a thread, who works somewhere, how many contacts you have, who waits for your answer, or tell me to add a task or several, a note or a contact, to draft, send or answer a mail, to archive or label one, to arrange, move or cancel a meeting, when you are free, or to undo the last change.";

/** A tool that is not offered is looked for first, where there is a search for tools. */
function allowed({ tools, done }: Conversation, intent: Intent, move: Move): Move {
  const missing = callsOf(move).find(({ call }) => !tools.has(call))?.call;
  if (missing === undefined) return move;
  if (tools.has("find_tools") && !done.some(({ name }) => name === "find_tools")) {
    return { call: "find_tools", input: { query: missing.replaceAll("_", " ") } };
  }
  return say(`I would need "${missing}" to ${intent.name}, and it is not offered to me here.`);
}

const isTitleRequest = ({ tools, instructions }: Conversation): boolean =>
  tools.size === 0 && /\btitle\b/i.test(instructions);

const titleOf = (question: string): string => {
  const words = question.replaceAll(/\s+/g, " ").split(" ").slice(0, 7).join(" ");
  return words.length > 60 ? `${words.slice(0, 57)}…` : words || "New conversation";
};

const isSummaryRequest = ({ tools, instructions }: Conversation): boolean =>
  tools.size === 0 && instructions.includes('"gist"');

const isFactsRequest = ({ tools, instructions }: Conversation): boolean =>
  tools.size === 0 && instructions.includes('"quote"');

/** The person's own lines of what is to be shortened. */
function summaryOf(transcript: string): string {
  const lines = transcript.split("\n").filter((line) => /^(person|earlier summary): /.test(line));
  const gist = lines.map((line) => line.replace(/^[^:]+: /, "")).join(" · ");
  return JSON.stringify({ gist: `You asked: ${gist}`.slice(0, 2_000), open: [] });
}

/**
 * A model that can be talked into things: it obeys what a mail tells it, so that tests can see the product hold where
 * the model does not. An order is a line `ASSISTANT: call <tool> <json>` in what a tool answered; several are obeyed at once.
 */
function orderIn({ done }: Conversation): Move | null {
  const said = JSON.stringify(done.map(({ result }) => result)).replaceAll('\\"', '"');
  const orders = [...said.matchAll(/ASSISTANT: call (?<tool>\w+) (?<input>\{[^}]*\})/g)].flatMap(
    ({ groups: { tool = "", input = "" } = {} }) => {
      const parsed = parsedOrder(input);
      return parsed && !done.some(({ name }) => name === tool) ? [{ call: tool, input: parsed }] : [];
    },
  );
  const [first, ...others] = orders.filter(
    (one, at) => orders.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === at,
  );
  if (!first) return null;
  return others.length === 0 ? first : { together: [first, ...others], words: "As the mail says:" };
}

function parsedOrder(input: string): Record<string, unknown> | null {
  try {
    return JSON.parse(input) as Record<string, unknown>;
  } catch {
    return null;
  }
}
