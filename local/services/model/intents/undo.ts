import { asRecord, itemsOf, lastCall, textField } from "../conversation.ts";
import { call, type Intent, type Move, propose, say } from "../intent.ts";
import { failureOf } from "../lookup.ts";
import { outcomeOf } from "../outcome.ts";

export const undo: Intent = {
  name: "undo",
  examples: [
    { question: "Undo that", calls: ["changeSets_list", "changeSets_revert"] },
    { question: "Take back the last change", calls: ["changeSets_list", "changeSets_revert"] },
    { question: "Revert what you just did", calls: ["changeSets_list", "changeSets_revert"] },
  ],
  patterns: [
    /^(?:please )?(?:undo|revert|roll back|reverse)\b/i,
    /^(?:please )?take (?:that|it|this|back|the last)\b/i,
  ],
  next(conversation): Move {
    const listed = lastCall(conversation, "changeSets_list");
    if (!listed) return call("changeSets_list", { limit: 10 });
    const failed = failureOf(listed.result);
    if (failed) return say(failed);
    const [newest] = itemsOf(listed.result).filter(mayBeTakenBack);
    if (!newest) return say("I found nothing that could be taken back.");
    const reverted = lastCall(conversation, "changeSets_revert");
    if (reverted) return say(outcomeOf(reverted.result, "Taking it back"));
    return propose("changeSets_revert", { id: textField(newest, "id") }, "Taking it back");
  },
};

function mayBeTakenBack(set: Record<string, unknown>): boolean {
  const actor = textField(asRecord(set["actor"]), "kind");
  const isEdit = (textField(set, "kind") || "edit") === "edit";
  return isEdit && set["itemCount"] !== 0 && !set["revertedById"] && actor !== "job" && actor !== "system";
}
