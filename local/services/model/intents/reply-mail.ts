import { itemsOf, lastCall, textField } from "../conversation.ts";
import { call, type Found, type Intent, type Move, propose, say } from "../intent.ts";
import { failureOf, linkTo, lookUp, nobody } from "../lookup.ts";
import { outcomeOf } from "../outcome.ts";
import { letter } from "../voice.ts";

const calls = ["search_query", "interactions_search", "mail_voice", "mail_send"];

export const replyMail: Intent = {
  name: "reply to a mail",
  examples: [
    { question: "Reply to Ada Byron that I agree", calls },
    { question: "Answer Ada Byron: I agree", calls },
    { question: "Write back to Ada Byron saying I agree", calls },
  ],
  patterns: [
    /^(?:please )?(?:reply|write back|respond) to (?<who>.+?)(?:(?: saying| that|:) (?<what>.+))?$/i,
    /^(?:please )?answer (?:the (?:last )?(?:mail|e-?mail) (?:of|from) )?(?:to )?(?<who>.+?)(?: saying| that|:) (?<what>.+)$/i,
  ],
  next(conversation, { who = "", what = "" }: Found): Move {
    const looked = lookUp(conversation, who.replace(/^the (?:last )?(?:mail|e-?mail) (?:of|from) /i, ""), [
      "contact",
    ]);
    if ("ask" in looked) return looked.ask;
    const [person] = looked.hits;
    if (!person) return say(looked.failed ?? nobody(who));
    const mails = lastCall(conversation, "interactions_search");
    if (!mails) {
      return call("interactions_search", {
        contactId: person.id,
        kind: "email",
        direction: "inbound",
        limit: 1,
      });
    }
    const [last] = itemsOf(mails.result);
    if (!last) return say(failureOf(mails.result) ?? `I found no mail of ${linkTo(person)} to answer.`);
    const id = textField(last, "id");
    const voice = lastCall(conversation, "mail_voice");
    if (!voice) return call("mail_voice", { interactionId: id });
    const made = lastCall(conversation, "mail_send");
    if (made) return say(outcomeOf(made.result, `The answer to ${linkTo(person)}`));
    const first = person.title.split(" ")[0] ?? person.title;
    const says = what || "thank you for your mail, I will come back to you shortly";
    const input = { inReplyToInteractionId: id, body: letter(voice.result, first, says) };
    return propose("mail_send", input, `The answer to ${linkTo(person)}`);
  },
};
