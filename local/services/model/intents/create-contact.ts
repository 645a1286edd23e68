import { lastCall } from "../conversation.ts";
import { type Found, type Intent, type Move, propose, say } from "../intent.ts";
import { outcomeOf } from "../outcome.ts";

export const createContact: Intent = {
  name: "create a contact",
  examples: [
    { question: "Add a contact Mary Shelley <mary@villa.example>", calls: ["contacts_create"] },
    { question: "Create a new contact for Mary Shelley, mary@villa.example", calls: ["contacts_create"] },
    { question: "Save Mary Shelley (mary@villa.example) as a contact", calls: ["contacts_create"] },
  ],
  patterns: [
    /^(?:please )?(?:add|create|make)(?: a| the)?(?: new)? contact(?: for| called| named|:)? (?<who>.+)$/i,
    /^(?:please )?(?:add|create|make)(?: a)?(?: new)? contact[.!]?$/i,
    /^(?:please )?(?:save|add|store) (?<who>.+?) (?:as (?:a )?(?:new )?contact|to (?:my |the )?contacts)$/i,
  ],
  next(conversation, { who = "" }: Found): Move {
    if (!who) return say("Whom? Tell me a name, and an address if you have one: Add a contact Mary Shelley.");
    const made = lastCall(conversation, "contacts_create");
    const email = /[^\s<>(),;]+@[^\s<>(),;]+/.exec(who)?.[0];
    const name = (email ? who.replace(email, "") : who)
      .replaceAll(/[<>(),;]/g, " ")
      .replaceAll(/\s+/g, " ")
      .trim();
    const displayName = name || (email ?? who);
    if (made) return say(outcomeOf(made.result, `The contact ${displayName}`));
    const input = { displayName, ...(email ? { emails: [email] } : {}) };
    return propose("contacts_create", input, `The contact ${displayName}`);
  },
};
