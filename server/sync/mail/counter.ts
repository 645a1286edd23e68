import { classifySender, headerListAddresses } from "./classify.ts";
import type { AddressStats, MailStats } from "./plan-types.ts";
import type { Address, HeaderMessage, SenderKind } from "./types.ts";

/** A mail to more people than this introduces none of them to each other. */
const maxRecipientsOfDirect = 20;
const maxNames = 50;
/** How Gmail names its folder of sent mail in X-Gmail-Labels. */
const sentLabels = new Set([
  "sent",
  "gesendet",
  "messages envoyés",
  "enviados",
  "verzonden",
  "inviata",
  "inviati",
  "skickat",
]);
const nobody: ReadonlySet<string> = new Set();

/**
 * Counts what decidePeople needs, per address, from the headers of each message to be stored (no duplicates). The result
 * does not depend on the order of the messages. About 0.6 kB per address.
 */
export class MailCounter {
  #addresses = new Map<string, AddressStats>();
  #messageCount = 0;
  #senderCount = 0;
  #senderlessCount = 0;

  /** Answers what the headers alone say of the sender; null where there is none. */
  add(message: HeaderMessage): Exclude<SenderKind, "own"> | null {
    this.#messageCount++;
    const at = message.date?.getTime() ?? null;
    const recipients = distinct([...message.to, ...message.cc, ...message.bcc]);
    const seen = new Set<string>(message.deliveredTo);
    for (const address of message.deliveredTo) this.#of(address).deliveredCount++;
    for (const list of headerListAddresses(message.headers)) this.#of(list).listHeaderCount++;
    const senderKind = this.#addSender(message, at);
    if (message.from !== null) seen.add(message.from.address);
    const isSmall = recipients.length <= maxRecipientsOfDirect;
    const direct = new Set(isSmall ? message.to.map((one) => one.address) : []);
    for (const recipient of recipients) {
      if (recipient.address === message.from?.address) continue;
      seen.add(recipient.address);
      const stats = this.#of(recipient.address);
      stats.receivedCount++;
      useName(stats, recipient.name, at);
      extendPeriod(stats, at);
      if (senderKind !== "person" || message.from === null) continue;
      addressed(stats, message.from.address, direct.has(recipient.address));
    }
    for (const address of seen) this.#of(address).seenCount++;
    return senderKind;
  }

  /** A live view: later messages show in it. */
  stats(): MailStats {
    return {
      messageCount: this.#messageCount,
      senderCount: this.#senderCount,
      senderlessCount: this.#senderlessCount,
      addresses: this.#addresses,
    };
  }

  #addSender(message: HeaderMessage, at: number | null): Exclude<SenderKind, "own"> | null {
    if (message.from === null) {
      this.#senderlessCount++;
      return null;
    }
    const { kind } = classifySender(message.headers, message.from, {
      ownAddresses: nobody,
      listAddresses: nobody,
    });
    const stats = this.#of(message.from.address);
    if (stats.sentCount === 0) this.#senderCount++;
    stats.sentCount++;
    if (kind !== "own") stats.sentByKind[kind]++;
    if (message.labels.some((label) => sentLabels.has(label.toLowerCase()))) stats.filedSentCount++;
    useName(stats, message.from.name, at);
    extendPeriod(stats, at);
    return kind === "own" ? "person" : kind;
  }

  #of(address: string): AddressStats {
    const known = this.#addresses.get(address);
    if (known !== undefined) return known;
    const fresh = emptyStats(address);
    this.#addresses.set(address, fresh);
    return fresh;
  }
}

function emptyStats(address: string): AddressStats {
  return {
    address,
    names: [],
    sentByKind: { person: 0, newsletter: 0, automated: 0, list: 0 },
    sentCount: 0,
    receivedCount: 0,
    listHeaderCount: 0,
    deliveredCount: 0,
    filedSentCount: 0,
    seenCount: 0,
    firstAt: null,
    lastAt: null,
    addressedBy: null,
  };
}

function distinct(addresses: readonly Address[]): Address[] {
  return [...new Map(addresses.map((one) => [one.address, one])).values()];
}

function useName(stats: AddressStats, name: string, at: number | null): void {
  if (name === "") return;
  const time = at ?? 0;
  const use = stats.names.find((one) => one.name === name);
  if (use !== undefined) {
    use.count++;
    use.lastAt = Math.max(use.lastAt, time);
  } else if (stats.names.length < maxNames) stats.names.push({ name, count: 1, lastAt: time });
}

function extendPeriod(stats: AddressStats, at: number | null): void {
  if (at === null) return;
  stats.firstAt = Math.min(stats.firstAt ?? at, at);
  stats.lastAt = Math.max(stats.lastAt ?? at, at);
}

function addressed(stats: AddressStats, sender: string, direct: boolean): void {
  stats.addressedBy ??= new Map();
  const entry = stats.addressedBy.get(sender) ?? { count: 0, direct: 0 };
  entry.count++;
  if (direct) entry.direct++;
  stats.addressedBy.set(sender, entry);
}
