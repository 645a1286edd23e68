import type { MailStats } from "./plan-types.ts";

/** Below these a share says nothing: in three mails to Ada she is no list. */
const minMessages = 10;
const minSenders = 3;

/**
 * Addresses that are a list's, each with why: the headers of a message name it as one (List-Post, List-Id), or it received
 * over half of all messages and never sent one. Own addresses are never lists.
 */
export function listAddresses(stats: MailStats, ownAddresses: ReadonlySet<string>): Map<string, string> {
  const found = new Map<string, string>();
  const countable = stats.messageCount >= minMessages && stats.senderCount >= minSenders;
  for (const one of stats.addresses.values()) {
    if (ownAddresses.has(one.address)) continue;
    if (one.listHeaderCount > 0) {
      found.set(one.address, `the headers of ${messages(one.listHeaderCount)} name it as a list`);
    } else if (countable && one.sentCount === 0 && one.receivedCount * 2 > stats.messageCount) {
      found.set(
        one.address,
        `it received ${one.receivedCount} of ${messages(stats.messageCount)} and never sent one`,
      );
    }
  }
  return found;
}

export function messages(count: number): string {
  return count === 1 ? "1 message" : `${count} messages`;
}
