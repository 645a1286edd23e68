import { type Conversation, lastCall } from "../conversation.ts";
import { instantIn } from "../dates.ts";
import { type Found, type Intent, type Move, proposeTogether, say } from "../intent.ts";
import { outcomeOf } from "../outcome.ts";

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const plural = "(?:tasks|to-?dos|reminders)";

/** "a task to call her tomorrow" without when. */
const when = /\s*\b(?:on |by )?(?:today|tomorrow|next week|in \d+ (?:days?|weeks?))\b/gi;

export const createTasks: Intent = {
  name: "create several tasks",
  examples: [
    {
      question: "Create three tasks: send the samples, order yarn and oil the loom",
      calls: ["tasks_create", "tasks_create", "tasks_create"],
    },
    { question: "Add tasks to water the plants, feed the cat", calls: ["tasks_create", "tasks_create"] },
    { question: "Make two to-dos: order yarn; oil the loom", calls: ["tasks_create", "tasks_create"] },
  ],
  patterns: [
    new RegExp(
      `^(?:please )?(?:create|add|make|set)(?: me)? (?:the |these )?(?:\\d+ |two |three |four |five |six )?(?:new )?${plural}(?: to| for|:)? (?<titles>.+)$`,
      "i",
    ),
  ],
  next(conversation, { titles = "" }: Found): Move {
    const made = lastCall(conversation, "tasks_create");
    if (made) return say(outcomeOf(made.result, "The tasks"));
    const all = titles
      .split(/\s*(?:[,;]|\band\b)\s*/i)
      .map((title) => title.replace(/^to /i, "").trim())
      .filter((title) => title !== "")
      .slice(0, 20);
    const calls = all.map((title) => ({ call: "tasks_create", input: { title: sentence(title) } }));
    return proposeTogether(calls, `${String(all.length)} tasks`);
  },
};

/** The task names the contact that the card will make: both are approved at once. */
export const createContactWithTask: Intent = {
  name: "create a contact and a task for it",
  examples: [
    {
      question: "Add a contact Mary Shelley <mary@villa.example> and a task to call her tomorrow",
      calls: ["contacts_create", "tasks_create"],
    },
    {
      question: "Create a new contact for Mary Shelley, and a reminder to write to her",
      calls: ["contacts_create", "tasks_create"],
    },
    {
      question: "Save Mary Shelley (mary@villa.example) as a contact and remind me to call her",
      calls: ["contacts_create", "tasks_create"],
    },
  ],
  patterns: [
    /^(?:please )?(?:add|create|make)(?: a| the)?(?: new)? contact(?: for| called| named|:)? (?<who>.+?),? and (?:a |an )?(?:task|to-?do|reminder)(?: to| for|:)? (?<title>.+)$/i,
    /^(?:please )?(?:save|add|store) (?<who>.+?) (?:as (?:a )?(?:new )?contact|to (?:my |the )?contacts),? and remind me to (?<title>.+)$/i,
  ],
  next: (conversation, { who = "", title = "" }: Found) => withTask(conversation, who, title),
};

function withTask(conversation: Conversation, who: string, title: string): Move {
  const made = lastCall(conversation, "tasks_create") ?? lastCall(conversation, "contacts_create");
  const email = /[^\s<>(),;]+@[^\s<>(),;]+/.exec(who)?.[0];
  const displayName =
    who
      .replace(email ?? "", "")
      .replaceAll(/[<>(),;]/g, " ")
      .replaceAll(/\s+/g, " ")
      .trim() || who;
  if (made) return say(outcomeOf(made.result, `The contact ${displayName} with a task`));
  const dueAt = instantIn(title, new Date(), conversation.timeZone);
  const named = title
    .replaceAll(when, "")
    .trim()
    .replace(/\b(?:her|him|them)\b/i, displayName);
  return proposeTogether(
    [
      { call: "contacts_create", input: { displayName, ...(email ? { emails: [email] } : {}) } },
      {
        call: "tasks_create",
        input: { title: sentence(named), contactId: "$step0.id", ...(dueAt ? { dueAt } : {}) },
      },
    ],
    `The contact ${displayName} and a task for it`,
  );
}
