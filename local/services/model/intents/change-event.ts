import { type Conversation, itemsOf, lastCall, textField } from "../conversation.ts";
import { instantIn } from "../dates.ts";
import { call, type Found, type Intent, type Move, propose, say } from "../intent.ts";
import { failureOf } from "../lookup.ts";
import { outcomeOf } from "../outcome.ts";

const dayMs = 86_400_000;
const aheadDays = 60;

/** The next event whose title has these words, or what to do to find it. */
function nextEvent(conversation: Conversation, title: string): Move | { event: Record<string, unknown> } {
  const listed = lastCall(conversation, "events_list");
  if (!listed) {
    const now = Date.now();
    const to = new Date(now + aheadDays * dayMs).toISOString();
    return call("events_list", { from: new Date(now).toISOString(), to, limit: 100 });
  }
  const failed = failureOf(listed.result);
  if (failed) return say(failed);
  const words = title.toLowerCase();
  const event = itemsOf(listed.result).find((one) => textField(one, "title").toLowerCase().includes(words));
  return event ? { event } : say(`I found no event called "${title}" in the next ${String(aheadDays)} days.`);
}

const linkOf = (event: Record<string, unknown>): string =>
  `[${textField(event, "title").replaceAll(/[[\]]/g, "")}](/calendar?event=${textField(event, "id")})`;

const which = (event: Record<string, unknown>) =>
  event["recurs"] === true ? { occurrenceAt: textField(event, "startAt") } : {};

const thing = "(?:meeting|event|appointment|call)";
const moveCalls = ["events_list", "events_move"];
const cancelCalls = ["events_list", "events_delete"];

export const moveEvent: Intent = {
  name: "move an event",
  examples: [
    { question: "Move the meeting Budget review to Tuesday at 15", calls: moveCalls },
    { question: "Reschedule the Budget review to Tuesday at 15", calls: moveCalls },
    { question: "Push the Budget review to Tuesday at 15", calls: moveCalls },
  ],
  patterns: [
    new RegExp(
      `^(?:please )?(?:move|reschedule|push|shift|postpone) (?:the |my )?(?:${thing} )?(?<what>.+?) (?:to|until) (?<when>.+)$`,
      "i",
    ),
  ],
  next(conversation, { what = "", when = "" }: Found): Move {
    const found = nextEvent(conversation, what);
    if (!("event" in found)) return found;
    const moved = lastCall(conversation, "events_move");
    if (moved) return say(outcomeOf(moved.result, `Moving ${linkOf(found.event)}`));
    const startAt = instantIn(when, new Date(), conversation.timeZone);
    if (!startAt) return say(`When shall ${linkOf(found.event)} take place? Say a day and an hour.`);
    const input = { id: textField(found.event, "id"), ...which(found.event), startAt };
    return propose("events_move", input, `Moving ${linkOf(found.event)}`);
  },
};

export const cancelEvent: Intent = {
  name: "cancel an event",
  examples: [
    { question: "Cancel the meeting Budget review", calls: cancelCalls },
    { question: "Call off the Budget review", calls: cancelCalls },
    { question: "Delete the event Budget review", calls: cancelCalls },
  ],
  patterns: [
    new RegExp(`^(?:please )?(?:cancel|call off) (?:the |my )?(?:${thing} )?(?<what>.+)$`, "i"),
    new RegExp(`^(?:please )?(?:delete|drop) (?:the |my )?${thing} (?<what>.+)$`, "i"),
  ],
  next(conversation, { what = "" }: Found): Move {
    const found = nextEvent(conversation, what);
    if (!("event" in found)) return found;
    const gone = lastCall(conversation, "events_delete");
    if (gone) return say(outcomeOf(gone.result, `Calling off ${linkOf(found.event)}`));
    const input = { id: textField(found.event, "id"), ...which(found.event) };
    return propose("events_delete", input, `Calling off ${linkOf(found.event)}`);
  },
};
