import { asRecord, textField } from "./conversation.ts";
import { failureOf, isWaiting } from "./lookup.ts";

/** What the tool answered about a write, never more: it waits, it was refused, or it was decided. */
export function outcomeOf(result: unknown, what: string): string {
  const failed = failureOf(result);
  if (failed) return failed;
  if (isWaiting(result)) return `${what} waits for your approval.`;
  const state = textField(asRecord(result), "state") || textField(asRecord(result), "status");
  if (state === "rejected") return "You rejected it, so nothing was changed.";
  if (state === "failed") return "It could not be done, so nothing was changed.";
  return `${what} is done.`;
}
