import { countOf } from "#lib/format/number.ts";
import type { Batch, KeptReason } from "#lib/schemas/batches.ts";

import { isMoving } from "./batch-status.ts";
import { sourceWords } from "./source-words.ts";

/** What of an import is there now. A list names only the first records that were kept, and counts them all. */
export function remainsWords({
  status,
  counts,
  keptCount,
  source,
  content,
}: Pick<Batch, "status" | "counts" | "keptCount" | "source" | "content">): string {
  const { one, many, place } = sourceWords({ source, content });
  if (isMoving(status)) return `${countOf(counts.total, one, many)} ${place}`;
  if (status !== "undone") return countOf(counts.stored, one, many);
  return keptCount === 0 ? "Nothing of it is left" : `${countOf(keptCount, "record")} kept`;
}

/** What is left of an import that was taken back, true of each mix of reasons for which records stayed. */
export function undoneWords({
  kept,
  keptCount,
  fileKept,
}: Pick<Batch, "kept" | "keptCount" | "fileKept">): string {
  if (keptCount === 0) return `Nothing of this import is left${fileKept ? " but the uploaded file" : ""}.`;
  const rest = `All but ${countOf(keptCount, "record")}`;
  const reasons = new Set(kept.map(({ reason }) => reason));
  // The reasons of some are not here, or not known: each is told with its record.
  const isWhole = kept.length === keptCount && !reasons.has(undefined);
  if (!isWhole) return `${rest}, each with why it stayed.`;
  const users = usersOf(reasons);
  const isChanged = reasons.has("changed");
  if (isChanged && users) return `${rest}: some were changed since, others ${users}.`;
  if (users) return `${rest} that ${users}, and so stayed.`;
  if (isChanged) return `${rest} that ${keptCount === 1 ? "was" : "were"} changed since, and so stayed.`;
  return `${rest}, each with why it stayed.`;
}

/** A company that stays for its people adds nothing to why those stay. */
function usersOf(reasons: ReadonlySet<KeptReason | undefined>): string {
  const mail = reasons.has("mail") || reasons.has("mail_and_meetings");
  const meetings = reasons.has("meetings") || reasons.has("mail_and_meetings");
  if (mail && meetings) return "are still needed by other mail or meetings";
  if (mail) return "are still needed by other mail";
  return meetings ? "are still needed by meetings" : "";
}
