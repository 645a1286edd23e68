import { lastCall } from "../conversation.ts";
import { call, type Found, type Intent, type Move, propose, say } from "../intent.ts";
import { linkTo, lookUp, nobody } from "../lookup.ts";
import { outcomeOf } from "../outcome.ts";
import { letter } from "../voice.ts";

const calls = ["search_query", "mail_voice", "mail_send"];

export const sendMail: Intent = {
  name: "send a mail",
  examples: [
    { question: "Send Ada Byron a mail saying that lunch works", calls },
    { question: "Send a mail to Ada Byron: lunch works", calls },
    { question: "Mail Ada Byron that lunch works", calls },
  ],
  patterns: [
    /^(?:please )?send (?:a |an )?(?:short )?(?:mail|e-?mail|message) to (?<who>.+?)(?: saying(?: that)?| that| about|:) (?<what>.+)$/i,
    /^(?:please )?send (?<who>.+?) (?:a |an )(?:short )?(?:mail|e-?mail|message)(?: saying(?: that)?| that| about|:) (?<what>.+)$/i,
    /^(?:please )?(?:mail|e-?mail) (?<who>.+?)(?: saying(?: that)?| that|:) (?<what>.+)$/i,
  ],
  next(conversation, { who = "", what = "" }: Found): Move {
    const looked = lookUp(conversation, who, ["contact"]);
    if ("ask" in looked) return looked.ask;
    const [person] = looked.hits;
    if (!person) return say(looked.failed ?? nobody(who));
    const voice = lastCall(conversation, "mail_voice");
    if (!voice) return call("mail_voice", { contactId: person.id });
    const made = lastCall(conversation, "mail_send");
    if (made) return say(outcomeOf(made.result, `The mail to ${linkTo(person)}`));
    const first = person.title.split(" ")[0] ?? person.title;
    const subject = what.charAt(0).toUpperCase() + what.slice(1, 80);
    const input = { contactId: person.id, subject, body: letter(voice.result, first, what) };
    return propose("mail_send", input, `The mail to ${linkTo(person)}`);
  },
};
