import { lastCall } from "../conversation.ts";
import { type Found, type Intent, type Move, propose, say } from "../intent.ts";
import { lookUp, nobody } from "../lookup.ts";
import { outcomeOf } from "../outcome.ts";

export const createNote: Intent = {
  name: "create a note",
  examples: [
    { question: "Note on Ada Byron: prefers calls in the morning", calls: ["search_query", "notes_create"] },
    {
      question: "Add a note to Ada Byron: prefers calls in the morning",
      calls: ["search_query", "notes_create"],
    },
    { question: "Write down for Ada Byron that she prefers calls", calls: ["search_query", "notes_create"] },
    {
      question: "Note on this contact: prefers tea",
      calls: ["contacts_get", "notes_create"],
      page: "contact",
    },
  ],
  patterns: [
    /^(?:please )?(?:add |make |write |take |create )?(?:a )?note (?:on|to|for|about) (?<who>.+?)(?::| that| saying) (?<body>.+)$/i,
    /^(?:please )?(?:write down|remember|note)(?: for| about) (?<who>.+?)(?::| that) (?<body>.+)$/i,
  ],
  next(conversation, { who = "", body = "" }: Found): Move {
    const looked = lookUp(conversation, who, ["contact", "company"]);
    if ("ask" in looked) return looked.ask;
    const [about] = looked.hits;
    if (!about) return say(looked.failed ?? nobody(who));
    const made = lastCall(conversation, "notes_create");
    if (made) return say(outcomeOf(made.result, `The note on ${about.title}`));
    const target = about.kind === "company" ? { companyId: about.id } : { contactId: about.id };
    return propose("notes_create", { ...target, body }, `The note on ${about.title}`);
  },
};
