import { type Conversation, lastCall } from "../conversation.ts";
import { instantIn } from "../dates.ts";
import { type Found, type Intent, type Move, propose, say } from "../intent.ts";
import { type Hit, linkTo, lookUp, nobody } from "../lookup.ts";
import { outcomeOf } from "../outcome.ts";

const minutes = 45;

/** A meeting of three quarters of an hour; asked for where no time was named. */
function arrange(conversation: Conversation, person: Hit, when: string): Move {
  const made = lastCall(conversation, "events_create");
  if (made) return say(outcomeOf(made.result, `The meeting with ${linkTo(person)}`));
  const startAt = instantIn(when, new Date(), conversation.timeZone);
  if (!startAt) return say(`When shall I schedule it with ${linkTo(person)}? Say a day and an hour.`);
  const input = { title: `Meeting with ${person.title}`, startAt, minutes, contactIds: [person.id] };
  return propose("events_create", input, `The meeting with ${linkTo(person)}`);
}

export const scheduleMeeting: Intent = {
  name: "schedule a meeting",
  examples: [
    {
      question: "Schedule a meeting with Ada Byron on Tuesday at 10",
      calls: ["search_query", "events_create"],
    },
    { question: "Set up a call with Ada Byron on Tuesday at 10", calls: ["search_query", "events_create"] },
    { question: "Book a meeting with Ada Byron for Tuesday at 10", calls: ["search_query", "events_create"] },
  ],
  patterns: [
    /^(?:please )?(?:schedule|set up|book|plan|arrange)(?: me)? (?:a |an )?(?:meeting|call|lunch|coffee|chat) with (?<who>.+?) (?<when>(?:on|for|at|next|tomorrow|today|in) ?.*)$/i,
    /^(?:please )?(?:schedule|set up|book|plan|arrange)(?: me)? (?:a |an )?(?:meeting|call|lunch|coffee|chat) with (?<who>.+)$/i,
  ],
  next(conversation, { who = "", when = "" }: Found): Move {
    const looked = lookUp(conversation, who, ["contact"]);
    if ("ask" in looked) return looked.ask;
    const [person] = looked.hits;
    if (!person) return say(looked.failed ?? nobody(who));
    if (conversation.tools.has("events_create")) return arrange(conversation, person, when);
    const made = lastCall(conversation, "tasks_create");
    // Where nothing that is offered writes into a calendar, a task is what comes nearest, and the answer says so.
    if (made) {
      return say(
        `I cannot write into your calendar. ${outcomeOf(made.result, `A task to arrange it with ${linkTo(person)}`)}`,
      );
    }
    const dueAt = instantIn(when, new Date(), conversation.timeZone);
    const due = dueAt ? { dueAt } : {};
    return propose(
      "tasks_create",
      { title: `Arrange a meeting with ${person.title}`, contactId: person.id, ...due },
      `I cannot write into your calendar. A task to arrange it with ${linkTo(person)}`,
    );
  },
};
