import { lastCall } from "../conversation.ts";
import { instantIn } from "../dates.ts";
import { call, type Found, type Intent, type Move, say } from "../intent.ts";
import { linkTo, lookUp, nobody } from "../lookup.ts";
import { outcomeOf } from "../outcome.ts";

export const scheduleMeeting: Intent = {
  name: "schedule a meeting",
  examples: [
    {
      question: "Schedule a meeting with Ada Byron on Tuesday at 10",
      calls: ["search_query", "tasks_create"],
    },
    { question: "Set up a call with Ada Byron on Tuesday at 10", calls: ["search_query", "tasks_create"] },
    { question: "Book a meeting with Ada Byron for Tuesday at 10", calls: ["search_query", "tasks_create"] },
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
    const made = lastCall(conversation, "tasks_create");
    // Nothing that is offered writes into a calendar: a task is what comes nearest, and the answer says so.
    if (made) {
      return say(
        `I cannot write into your calendar. ${outcomeOf(made.result, `A task to arrange it with ${linkTo(person)}`)}`,
      );
    }
    const dueAt = instantIn(when, new Date());
    return call("tasks_create", {
      title: `Arrange a meeting with ${person.title}`,
      contactId: person.id,
      ...(dueAt ? { dueAt } : {}),
    });
  },
};
