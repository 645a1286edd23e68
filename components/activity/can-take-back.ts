import { operationsNotTakenBack, tablesNotTakenBack } from "#lib/not-taken-back.ts";
import type { ChangeSetSummary } from "#lib/schemas/change-sets.ts";

/** Kept without a record: what they did stands outside, and is taken back there. */
const outside = new Set([
  "events.create",
  "events.move",
  "events.invite",
  "events.delete",
  "drafts.create",
  "mail.archive",
  "mail.label",
  "proposals.approve",
]);

/** Whether a way back is offered: nothing is that would always be refused. */
export const canTakeBack = ({
  kind,
  status,
  operation,
  itemCount,
  subject,
  revertedById,
}: ChangeSetSummary): boolean =>
  revertedById === null &&
  status === "sealed" &&
  (itemCount > 0 || outside.has(operation)) &&
  kind !== "system" &&
  operation !== "batches.undo" &&
  !operationsNotTakenBack.has(operation) &&
  !(subject && tablesNotTakenBack.has(subject.table));

/** Where that is done instead. */
export function placeOf({ operation, subject }: ChangeSetSummary): string | null {
  if (operation === "connections.connect" || operation === "connections.disconnect")
    return "/settings/google";
  return subject?.table === "profiles" ? "/settings" : null;
}
