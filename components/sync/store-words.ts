import { countOf } from "#lib/format/number.ts";
import type { Preview } from "#lib/schemas/previews.ts";

import { sourceWords } from "./source-words.ts";

type Stored = Pick<Preview, "source" | "content" | "counts" | "controls" | "selection" | "result">;

/** Whether only a part was read, so that people and companies are an estimate. */
export const isSampled = ({ result }: Pick<Preview, "result">): boolean =>
  result !== null && result.estimate !== null && result.estimate.sampled < result.estimate.of;

/**
 * Whether the number of messages is an estimate too: of a mailbox that was read in part, how many are of a kind, under a
 * label, or to or from somebody is known of that part alone. Dates, labels and words that Gmail itself searched are exact.
 */
export function isStoreEstimated(preview: Pick<Preview, "controls" | "selection" | "result">): boolean {
  const { kinds, labels, senders } = preview.selection;
  const { onlyWroteTo, excluded } = preview.controls;
  const chosen = kinds.length + labels.length + senders.length + excluded.length;
  return isSampled(preview) && (onlyWroteTo || chosen > 0);
}

/** How much would come in, in the title and on the button: "about" where that is an estimate. */
export function storeWords(preview: Stored): { title: string; approve: string } {
  const { one, many } = sourceWords(preview);
  const store = preview.counts?.store ?? 0;
  const isEstimate = isStoreEstimated(preview);
  if (store === 0) {
    return {
      title: isEstimate ? "Probably nothing to import" : "Nothing to import",
      approve: isEstimate ? "Approve what there is, and what comes later" : "Approve for what comes later",
    };
  }
  const amount = `${isEstimate ? "about " : ""}${countOf(store, one, many)}`;
  return { title: `Import ${amount}`, approve: `Approve and import ${amount}` };
}
