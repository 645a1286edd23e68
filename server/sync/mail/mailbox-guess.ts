import type { AddressStats, MailStats, MailboxGuess } from "./plan-types.ts";

/** Part of the messages that must bear the evidence. */
const minShare = 0.5;
const minMessages = 5;
/** A second address nearly as frequent makes the guess a toss-up. */
const clearLead = 0.8;

/**
 * Whose mailbox a file is, or null when the messages do not say so clearly, as in a list's archive. In this order: the
 * address most were delivered to, the one that wrote those filed as sent, the one that took part in most, both writing
 * and receiving, the only writer to several people (a folder of sent mail).
 */
export function guessMailbox(stats: MailStats, lists: ReadonlySet<string>): MailboxGuess | null {
  const all = [...stats.addresses.values()].filter(
    (one) => !lists.has(one.address) || one.deliveredCount > 0,
  );
  const candidates = all.filter((one) => one.listHeaderCount === 0);
  const total = stats.messageCount;
  const delivered = leader(candidates, (one) => one.deliveredCount);
  if (delivered !== null && delivered.deliveredCount >= total * 0.2) {
    return guess(delivered, stats, `${delivered.deliveredCount} of ${total} messages were delivered to it`);
  }
  const filed = leader(candidates, (one) => one.filedSentCount);
  if (filed !== null && filed.filedSentCount > 0) {
    return guess(filed, stats, `it wrote ${filed.filedSentCount} messages that are filed as sent`);
  }
  if (total < minMessages) return null;
  const both = leader(candidates, (one) => (one.sentCount > 0 && one.receivedCount > 0 ? one.seenCount : 0));
  if (both !== null && both.seenCount >= total * minShare) {
    return guess(both, stats, `it wrote or received ${both.seenCount} of ${total} messages`);
  }
  const writer = leader(candidates, (one) => one.sentByKind.person);
  if (
    writer !== null &&
    writer.sentByKind.person >= total * 0.9 &&
    countRecipients(stats, writer.address) >= 5
  ) {
    return guess(writer, stats, `it wrote ${writer.sentCount} of ${total} messages, to several people`);
  }
  return null;
}

function leader(
  candidates: readonly AddressStats[],
  measure: (one: AddressStats) => number,
): AddressStats | null {
  let best: AddressStats | null = null;
  let second = 0;
  for (const one of candidates) {
    const value = measure(one);
    if (best === null || value > measure(best)) {
      second = best === null ? 0 : measure(best);
      best = one;
    } else second = Math.max(second, value);
  }
  return best !== null && measure(best) > 0 && second <= measure(best) * clearLead ? best : null;
}

function countRecipients(stats: MailStats, sender: string): number {
  let count = 0;
  for (const one of stats.addresses.values()) if (one.addressedBy?.has(sender) === true) count++;
  return count;
}

function guess(one: AddressStats, stats: MailStats, why: string): MailboxGuess {
  return { address: one.address, share: Math.round((one.seenCount / stats.messageCount) * 1000) / 1000, why };
}
