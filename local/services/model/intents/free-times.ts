import { addDays, dateIn, startOfDay } from "#lib/zone.ts";

import { itemsOf, lastCall, textField } from "../conversation.ts";
import { instantIn, momentWords } from "../dates.ts";
import { call, type Found, type Intent, type Move, say } from "../intent.ts";
import { failureOf } from "../lookup.ts";

const usualMinutes = 30;

export const freeTimes: Intent = {
  name: "find free times",
  examples: [
    { question: "When am I free next week for 45 minutes?", calls: ["events_free"] },
    { question: "Find a free hour tomorrow", calls: ["events_free"] },
    { question: "What free time do I have on Tuesday?", calls: ["events_free"] },
  ],
  patterns: [
    /^when (?:am i|are we|do i have time|is there time)(?: free)?\b(?<when>.*)$/i,
    /^(?:please )?(?:find|look for|show)(?: me)? (?:a |some )?free (?:time|times|slot|slots|hour|half hour)\b(?<when>.*)$/i,
    /^(?:what|which) free (?:time|times|slots) (?:do i have|are there)\b(?<when>.*)$/i,
  ],
  next(conversation, { when = "" }: Found): Move {
    const found = lastCall(conversation, "events_free");
    const { question, timeZone } = conversation;
    if (!found) return call("events_free", periodIn(`${question} ${when}`, new Date(), timeZone));
    const failed = failureOf(found.result);
    if (failed) return say(failed);
    const lines = itemsOf(found.result).map(
      (slot) => `- ${momentWords(textField(slot, "startAt"), timeZone)}`,
    );
    return say(lines.length > 0 ? `You are free:\n\n${lines.join("\n")}` : "I found no free time then.");
  },
};

/** Two weeks for a week that is named, the day for a day; seven days where nothing is. */
function periodIn(words: string, now: Date, timeZone: string): Record<string, unknown> {
  const minutes = /(\d+) min/i.exec(words)?.[1];
  const long = /\bhour\b/i.test(words) && !/half/i.test(words) ? 60 : usualMinutes;
  const today = dateIn(now, timeZone);
  const isWeek = /\bweek\b/i.test(words);
  const named = isWeek ? null : instantIn(words.replace(/\d+ min\w*/i, ""), now, timeZone);
  const first = named === null ? today : dateIn(new Date(named), timeZone);
  const days = isWeek ? 14 : named === null ? 7 : 1;
  const opens = startOfDay(first, timeZone).getTime();
  return {
    from: new Date(Math.max(now.getTime(), opens)).toISOString(),
    to: startOfDay(addDays(first, days), timeZone).toISOString(),
    minutes: minutes ? Number(minutes) : long,
    limit: 5,
  };
}
