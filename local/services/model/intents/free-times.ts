import { itemsOf, lastCall, textField } from "../conversation.ts";
import { instantIn } from "../dates.ts";
import { call, type Found, type Intent, type Move, say } from "../intent.ts";
import { failureOf } from "../lookup.ts";

const dayMs = 86_400_000;
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
    if (!found) return call("events_free", periodIn(`${conversation.question} ${when}`, new Date()));
    const failed = failureOf(found.result);
    if (failed) return say(failed);
    const lines = itemsOf(found.result).map(
      (slot) => `- ${textField(slot, "startAt").slice(0, 16).replace("T", " ")} UTC`,
    );
    return say(lines.length > 0 ? `You are free:\n\n${lines.join("\n")}` : "I found no free time then.");
  },
};

function periodIn(words: string, now: Date): Record<string, unknown> {
  const minutes = /(\d+) min/i.exec(words)?.[1];
  const long = /\bhour\b/i.test(words) && !/half/i.test(words) ? 60 : usualMinutes;
  const isWeek = /\bweek\b/i.test(words);
  const from = isWeek ? now : new Date(instantIn(words.replace(/\d+ min\w*/i, ""), now) ?? now);
  const start =
    isWeek || from === now
      ? now.getTime()
      : Math.max(now.getTime(), Math.floor(from.getTime() / dayMs) * dayMs);
  const days = isWeek ? 14 : /\b(?:today|tomorrow|\w+day)\b/i.test(words) ? 1 : 7;
  const end = isWeek || days > 1 ? start + days * dayMs : (Math.floor(start / dayMs) + 1) * dayMs;
  return {
    from: new Date(start).toISOString(),
    to: new Date(end).toISOString(),
    minutes: minutes ? Number(minutes) : long,
    limit: 5,
  };
}
