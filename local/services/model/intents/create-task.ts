import { lastCall } from "../conversation.ts";
import { instantIn } from "../dates.ts";
import { call, type Found, type Intent, type Move, say } from "../intent.ts";
import { lookUp } from "../lookup.ts";
import { outcomeOf } from "../outcome.ts";

export const createTask: Intent = {
  name: "create a task",
  examples: [
    { question: "Remind me to call Ada tomorrow", calls: ["search_query", "tasks_create"] },
    { question: "Create a task: call Ada tomorrow", calls: ["search_query", "tasks_create"] },
    { question: "Add a to-do to water the plants tomorrow", calls: ["tasks_create"] },
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
    const name = person.exec(plain)?.groups?.["who"];
    const looked =
      name && conversation.tools.has("search_query") ? lookUp(conversation, name, ["contact"]) : null;
    if (looked && "ask" in looked) return looked.ask;
    const contact = looked?.hits.find((hit) => isNamed(hit.title, name ?? ""));
    const dueAt = instantIn(title, new Date());
    return call("tasks_create", {
      title: sentence(plain),
      ...(contact ? { contactId: contact.id } : {}),
      ...(dueAt ? { dueAt } : {}),
    });
  },
};

/** Whom it is about: "call Ada Byron about the budget". Names begin with a capital. */
const person =
  /\b(?:call|ring|phone|meet|ask|thank|invite|answer|write to|talk to|speak to|mail|e-?mail|follow up with|reply to|meet with)\s+(?<who>\p{Lu}[\p{L}'’-]*(?:\s+\p{Lu}[\p{L}'’-]*)*)/u;

/** A search finds what is alike; a task is only linked to whom its words name. */
const isNamed = (title: string, name: string): boolean => {
  const words = title.toLowerCase().split(/\s+/);
  return name
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.includes(part));
};

const when =
  /\s*\b(?:on |by )?(?:today|tomorrow|next week|in \d+ (?:days?|weeks?)|(?:next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b(?: at \d{1,2}(?:[:.]\d{2})?(?: ?[ap]m)?)?/gi;
const withoutWhen = (text: string): string => text.replaceAll(when, "").trim() || text;
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
