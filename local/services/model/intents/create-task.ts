import { lastCall } from "../conversation.ts";
import { instantIn } from "../dates.ts";
import { call, type Found, type Intent, type Move, say } from "../intent.ts";
import { outcomeOf } from "../outcome.ts";

export const createTask: Intent = {
  name: "create a task",
  examples: [
    { question: "Remind me to call Ada tomorrow", calls: ["tasks_create"] },
    { question: "Create a task: call Ada tomorrow", calls: ["tasks_create"] },
    { question: "Add a to-do to call Ada tomorrow", calls: ["tasks_create"] },
  ],
  patterns: [
    /^(?:please )?remind me (?:to |about )(?<title>.+)$/i,
    /^(?:please )?(?:create|add|make|set)(?: me)? (?:a |an )?(?:new )?(?:task|to-?do|reminder)(?: to| for|:)? (?<title>.+)$/i,
    /^(?:new )?(?:task|to-?do):? (?<title>.+)$/i,
  ],
  next(conversation, { title = "" }: Found): Move {
    const made = lastCall(conversation, "tasks_create");
    if (made) return say(outcomeOf(made.result, "The task"));
    const dueAt = instantIn(title, new Date());
    return call("tasks_create", { title: sentence(withoutWhen(title)), ...(dueAt ? { dueAt } : {}) });
  },
};

const when =
  /\s*\b(?:on |by )?(?:today|tomorrow|next week|in \d+ (?:days?|weeks?)|(?:next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b(?: at \d{1,2}(?:[:.]\d{2})?(?: ?[ap]m)?)?/gi;
const withoutWhen = (text: string): string => text.replaceAll(when, "").trim() || text;
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
