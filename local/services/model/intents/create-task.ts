import { type Conversation, lastCall } from "../conversation.ts";
import { instantIn } from "../dates.ts";
import { type Found, type Intent, type Move, propose, say } from "../intent.ts";
import { isNamed, lookUp } from "../lookup.ts";
import { notSeen, recordMeant, standIn } from "../meant.ts";
import { outcomeOf } from "../outcome.ts";

export const createTask: Intent = {
  name: "create a task",
  examples: [
    { question: "Remind me to call Ada tomorrow", calls: ["search_query", "tasks_create"] },
    { question: "Create a task: call Ada tomorrow", calls: ["search_query", "tasks_create"] },
    { question: "Add a to-do to water the plants tomorrow", calls: ["tasks_create"] },
    {
      question: "Remind me to call them tomorrow",
      calls: ["contacts_get", "tasks_create"],
      page: "contact",
    },
  ],
  patterns: [
    /^(?:please )?remind me (?:to |about )(?<title>.+)$/i,
    /^(?:please )?(?:create|add|make|set)(?: me)? (?:a |an )?(?:new )?(?:task|to-?do|reminder)(?: to| for|:)? (?<title>.+)$/i,
    /^(?:new )?(?:task|to-?do):? (?<title>.+)$/i,
  ],
  next(conversation, { title = "" }: Found): Move {
    const made = lastCall(conversation, "tasks_create");
    if (made) return say(outcomeOf(made.result, "The task"));
    const plain = withoutWhen(title);
    if (plain === "") {
      return say("What shall I remind you of? Write it like “Remind me to call Ada tomorrow”.");
    }
    const dueAt = instantIn(title, new Date(), conversation.timeZone);
    const due = dueAt ? { dueAt } : {};
    const meant = meantIn(conversation, plain);
    if (meant) {
      const looked = lookUp(conversation, meant, ["contact", "company"]);
      if ("ask" in looked) return looked.ask;
      const [about] = looked.hits;
      if (!about) return say(looked.failed ?? notSeen);
      const target = about.kind === "company" ? { companyId: about.id } : { contactId: about.id };
      const named = sentence(plain.replace(meant, () => about.title));
      return propose("tasks_create", { title: named, ...target, ...due }, "The task");
    }
    const name = person.exec(plain)?.groups?.["who"];
    const looked =
      name && conversation.tools.has("search_query") ? lookUp(conversation, name, ["contact"]) : null;
    if (looked && "ask" in looked) return looked.ask;
    const contact = looked?.hits.find((hit) => isNamed(hit.title, name ?? ""));
    const link = contact ? { contactId: contact.id } : {};
    return propose("tasks_create", { title: sentence(plain), ...link, ...due }, "The task");
  },
};

const acts =
  "\\b(?:call|ring|phone|meet|ask|thank|invite|answer|write to|talk to|speak to|mail|e-?mail|follow up with|reply to|meet with)\\s+";

/** Whom it is about: "call Ada Byron about the budget". Names begin with a capital. */
const person = new RegExp(`${acts}(?<who>\\p{Lu}[\\p{L}'’-]*(?:\\s+\\p{Lu}[\\p{L}'’-]*)*)`, "u");
const unnamed = new RegExp(`${acts}(?<who>${standIn})`, "iu");

/** Who stands there in place of a name: whoever is mentioned, or on the page. Without either it is plain words. */
function meantIn(conversation: Conversation, text: string): string | null {
  const who = unnamed.exec(text)?.groups?.["who"];
  const meant = who ? recordMeant(conversation, who, ["contact", "company"]) : null;
  return who && meant && meant !== "unseen" ? who : null;
}

const when =
  /\s*\b(?:on |by )?(?:today|tomorrow|next week|in \d+ (?:days?|weeks?)|(?:next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b(?: at \d{1,2}(?:[:.]\d{2})?(?: ?[ap]m)?)?/gi;
const withoutWhen = (text: string): string => text.replaceAll(when, "").replaceAll("…", "").trim();
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
