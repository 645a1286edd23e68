import { lastCall } from "../conversation.ts";
import { call, type Found, type Intent, type Move, say } from "../intent.ts";
import { outcomeOf } from "../outcome.ts";

export const remember: Intent = {
  name: "remember something about you",
  examples: [
    { question: "Remember that I sign with K.", calls: ["memories_create"] },
    { question: "Call me Kim", calls: ["memories_create"] },
    { question: "Keep in mind that I have no meetings before 10", calls: ["memories_create"] },
  ],
  patterns: [
    /^(?:please )?(?:remember|keep in mind)(?: that)?:? (?<what>.+)$/i,
    /^(?:please )?(?<what>call me (?!back\b|at\b|when\b|if\b).+)$/i,
  ],
  next(conversation, { what = "" }: Found): Move {
    const made = lastCall(conversation, "memories_create");
    if (made) return say(outcomeOf(made.result, "Keeping this in mind"));
    return call("memories_create", { body: what.charAt(0).toUpperCase() + what.slice(1) });
  },
};
