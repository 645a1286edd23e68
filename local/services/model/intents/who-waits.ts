import { asRecord, goesOn, itemsOf, lastCall, textField } from "../conversation.ts";
import { call, type Intent, type Move, say } from "../intent.ts";
import { failureOf } from "../lookup.ts";
import { quoteOf } from "../mail.ts";

export const whoWaits: Intent = {
  name: "who is waiting for my answer",
  examples: [
    { question: "Who is waiting for my answer?", calls: ["threads_list"] },
    { question: "Which mails have I not answered?", calls: ["threads_list"] },
    { question: "What do I still have to reply to?", calls: ["threads_list"] },
  ],
  patterns: [
    /^who(?:'s| is) (?:still )?waiting (?:for|on) (?:me|my|an? )/i,
    /^(?:which|what) (?:mails?|e-?mails?|threads?|messages?) (?:have|did) i not (?:yet )?(?:answer|repl)/i,
    /^(?:who|what) do i (?:still )?(?:have to|need to|owe|must) (?:answer|reply|an answer|a reply)/i,
    /^(?:which|what) (?:mails?|threads?|messages?) (?:are|is) (?:unanswered|waiting)/i,
  ],
  next(conversation): Move {
    const listed = lastCall(conversation, "threads_list");
    if (!listed) return call("threads_list", { filter: "waiting", limit: 10 });
    const failed = failureOf(listed.result);
    if (failed) return say(failed);
    const threads = itemsOf(listed.result);
    if (threads.length === 0) return say("Nobody has waited for your answer for more than two days.");
    const lines = threads.map((thread) => {
      const who = personOf(thread);
      const quote = quoteOf({ ...thread, threadId: thread["id"] }, conversation.timeZone);
      return `- ${who ? `**${who}**: ` : ""}${quote}`;
    });
    const count = `${goesOn(listed.result) ? "At least " : ""}${String(threads.length)}`;
    const people = count === "1" ? "One conversation waits" : `${count} conversations wait`;
    return say(`${people} for your answer:\n\n${lines.join("\n")}`);
  },
};

/** Who wrote last: of those who take part that one stands first. Empty where nobody is named. */
function personOf({ participants }: Record<string, unknown>): string {
  const person = asRecord(Array.isArray(participants) ? participants[0] : null);
  return textField(person, "name") || textField(person, "address");
}
