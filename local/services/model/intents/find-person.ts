import type { Conversation } from "../conversation.ts";
import { type Found, type Intent, type Move, say } from "../intent.ts";
import { linkTo, lookUpAll, nobody } from "../lookup.ts";

export const findPerson: Intent = {
  name: "find a person",
  examples: [
    { question: "Who is Ada Byron?", calls: ["search_query"] },
    { question: "Find Ada Byron", calls: ["search_query"] },
    { question: "Do I know an Ada Byron?", calls: ["search_query"] },
  ],
  patterns: [
    /^who(?:'s| is) (?<who>.+)$/i,
    /^(?:find|look up|search for|show me) (?!all\b|everyone\b|everybody\b|people\b|contacts\b|companies\b)(?<who>.+)$/i,
    /^(?:do i|do we) know (?:an? |any )?(?<who>.+)$/i,
  ],
  next: findSomebody,
};

function findSomebody(conversation: Conversation, { who = "" }: Found): Move {
  const looked = lookUpAll(conversation, who, ["contact", "company"]);
  if ("ask" in looked) return looked.ask;
  if (looked.failed) return say(looked.failed);
  const [first, ...others] = looked.hits;
  if (!first) return say(nobody(who));
  const line = (hit: typeof first): string => `${linkTo(hit)}${hit.subtitle ? `, ${hit.subtitle}` : ""}`;
  if (others.length === 0) return say(`I found ${line(first)}.`);
  return say(
    `I found ${String(looked.hits.length)}:\n\n${looked.hits.map((hit) => `- ${line(hit)}`).join("\n")}`,
  );
}
