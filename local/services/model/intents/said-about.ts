import { type Conversation, itemsOf, lastCall } from "../conversation.ts";
import { call, type Found, type Intent, type Move, say } from "../intent.ts";
import { failureOf, linkTo, lookUp, nobody } from "../lookup.ts";
import { mailsIn, quoteOf } from "../mail.ts";

export const saidAbout: Intent = {
  name: "what did somebody say about something",
  examples: [
    { question: "What did Ada say about the budget?", calls: ["search_query", "interactions_search"] },
    { question: "What has Ada written about the budget?", calls: ["search_query", "interactions_search"] },
    { question: "Did Ada mention the budget?", calls: ["search_query", "interactions_search"] },
  ],
  patterns: [
    /^what (?:did|does|has) (?<who>.+?) (?:say|said|write|wrote|written|think|mention|tell me) (?:about|on|of|regarding) (?<what>.+)$/i,
    /^(?:did|has) (?<who>.+?) (?:say|mention|mentioned|write|said|written)(?: anything| something)?(?: about)? (?<what>.+)$/i,
  ],
  next(conversation, { who = "", what = "" }: Found): Move {
    const looked = lookUp(conversation, who, ["contact"]);
    if ("ask" in looked) return looked.ask;
    const [person] = looked.hits;
    if (!person) return say(looked.failed ?? nobody(who));
    return answerFor(conversation, linkTo(person), person.id, topicOf(what));
  },
};

const topicOf = (what: string): string => what.replace(/^(?:the|my|our|his|her|their|a|an) /i, "");

function answerFor(conversation: Conversation, person: string, contactId: string, text: string): Move {
  const found = lastCall(conversation, "interactions_search");
  if (!found) return call("interactions_search", { contactId, text, kind: "email", limit: 5 });
  const failed = failureOf(found.result);
  if (failed) return say(failed);
  const mails = itemsOf(found.result);
  if (mails.length === 0) return say(`I found no mail between you and ${person} that mentions "${text}".`);
  const lines = mails.slice(0, 3).map((mail) => `- ${quoteOf(mail, conversation.timeZone)}`);
  return say(`${person} and you have ${mailsIn(found.result)} on "${text}":\n\n${lines.join("\n")}`);
}
