import { itemsOf, lastCall, textField } from "../conversation.ts";
import { call, type Found, type Intent, type Move, propose, say } from "../intent.ts";
import { linkTo, lookUp, nobody } from "../lookup.ts";
import { linkToThread } from "../mail.ts";
import { outcomeOf } from "../outcome.ts";
import { letter } from "../voice.ts";

export const draftMail: Intent = {
  name: "draft a mail",
  examples: [
    {
      question: "Draft a mail to Ada Byron about the budget",
      calls: ["search_query", "interactions_search", "drafts_create"],
    },
    {
      question: "Write an e-mail to Ada Byron about the budget",
      calls: ["search_query", "interactions_search", "drafts_create"],
    },
    {
      question: "Compose an email for Ada Byron on the budget",
      calls: ["search_query", "interactions_search", "drafts_create"],
    },
    {
      question: "Draft a reply to Ada Byron",
      calls: ["search_query", "interactions_search", "drafts_create"],
    },
  ],
  patterns: [
    /^(?:please )?(?:draft|write|compose|prepare)(?: me)? (?:a |an |the )?(?:short )?(?<kind>mail|e-?mail|reply|answer|message)(?: to| for) (?<who>.+?)(?:(?: saying(?: that)?| to say(?: that)?| that|:) (?<says>.+)| (?:about|on|regarding) (?<what>.+))?$/i,
  ],
  next(conversation, { who = "", what = "", says = "", kind = "" }: Found): Move {
    const looked = lookUp(conversation, who, ["contact"]);
    if ("ask" in looked) return looked.ask;
    const [person] = looked.hits;
    if (!person) return say(looked.failed ?? nobody(who));
    const mails = lastCall(conversation, "interactions_search");
    if (!mails) return call("interactions_search", { contactId: person.id, limit: 3 });
    const [last] = itemsOf(mails.result);
    const first = person.title.split(" ")[0] ?? person.title;
    const subject = last ? textField(last, "subject").replace(/^(?:re|aw|sv):\s*/i, "") : "";
    const topic = what || (says ? "" : subject);
    const basis = last
      ? `It follows on ${linkToThread(textField(last, "threadId"), subject || "your last mail")}.`
      : `I found no mail with ${linkTo(person)} to build on.`;
    const asks = topic
      ? `I am writing about ${topic}. When would suit you to talk about it?`
      : "I hope you are well. When would suit you to talk?";
    const body = letter(null, first, says || asks);
    if (conversation.tools.has("drafts_create")) {
      const made = lastCall(conversation, "drafts_create");
      if (made) return say(`${outcomeOf(made.result, `The draft to ${linkTo(person)}`)} ${basis}`);
      const answers = /reply|answer/i.test(kind) && last ? textField(last, "id") : "";
      const input = {
        contactId: person.id,
        subject: answers ? `Re: ${subject || topic}` : sentence(topic || says || "Hello").slice(0, 80),
        body,
        ...(answers ? { inReplyToInteractionId: answers } : {}),
      };
      return propose("drafts_create", input, `${basis} The draft to ${linkTo(person)}`);
    }
    return say(
      `A draft for ${linkTo(person)}, to copy and change; nothing was sent.\n\n> ${body.replaceAll("\n", "\n> ")}\n\n${basis}`,
    );
  },
};

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
