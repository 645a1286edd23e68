import type { MailChange } from "#server/google/index.ts";

import { removedBy } from "../../gmail/removed-by.ts";
import type { RemovedReason } from "../../import/raw-events.ts";

/** What is known of a message at Gmail since the last sync: its labels, or how they changed. */
export interface MailDelta {
  /** The labels it has now, where Gmail said them all. */
  labels: ReadonlySet<string> | null;
  /** Gained (true) and lost (false), the last word of each. */
  moved: ReadonlyMap<string, boolean>;
  deleted: boolean;
}

/** How a message stands at Gmail. */
export interface Standing {
  labels: string[];
  /** Null where it is mail. */
  removed: RemovedReason | null;
}

/** Folds what happened, in its order, into one delta for each message; told twice it comes to the same. */
export function foldChanges(changes: readonly MailChange[]): Map<string, MailDelta> {
  const deltas = new Map<
    string,
    { labels: Set<string> | null; moved: Map<string, boolean>; deleted: boolean }
  >();
  for (const { id, kind, labels } of changes) {
    const delta = deltas.get(id) ?? { labels: null, moved: new Map<string, boolean>(), deleted: false };
    deltas.set(id, delta);
    if (kind === "deleted") delta.deleted = true;
    else if (kind === "added") delta.labels = new Set(labels);
    else for (const label of labels) delta.moved.set(label, kind === "labelsAdded");
  }
  return deltas;
}

/** How the message stands after the delta, from the labels that it had. */
export function standingAfter({ labels, moved, deleted }: MailDelta, before: readonly string[]): Standing {
  const now = new Set(labels ?? before);
  for (const [label, gained] of moved) {
    if (gained) now.add(label);
    else now.delete(label);
  }
  const list = [...now].sort();
  return { labels: list, removed: deleted ? "deleted" : removedBy(list) };
}

/** It has left the bin, the spam or the drafts: mail that nobody has fetched may be there now. */
export const cameBack = ({ moved }: MailDelta): boolean =>
  ["TRASH", "SPAM", "DRAFT"].some((label) => moved.get(label) === false);
