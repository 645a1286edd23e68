import { CellCounter } from "./cells.ts";
import { MailCounter } from "./counter.ts";
import { DigestSet } from "./digest-set.ts";
import { guessMailbox } from "./mailbox-guess.ts";
import { messageKey } from "./message-key.ts";
import { decidePeople } from "./people.ts";
import { SampleShelf } from "./samples.ts";
import { skipReason } from "./skip.ts";
import type { MailStats, PeopleOptions, Plan } from "./plan-types.ts";
import type { HeaderMessage, SenderKind, SkipCode, WarningCode } from "./types.ts";

type Known = {
  addresses?: ReadonlySet<string>;
  ignored?: ReadonlySet<string>;
  domains?: ReadonlySet<string>;
};

/** What the controls say of a message and of an address. */
export type PlanChoices = {
  outside: (message: HeaderMessage) => SkipCode | null;
  refuse: NonNullable<PeopleOptions["refuse"]>;
};

/**
 * Adds up what an import would do. Per message `add` (or `skip`, for one that could not be read); about once per 1,000,
 * ask the database which of `waitingKeys()` it has and hand those to `markKnown`. `finish` may be called again and again,
 * with other own addresses. Memory grows with distinct addresses and, by 60 bytes, with messages.
 */
export class ImportPlan {
  #seen = new DigestSet();
  #known = new DigestSet();
  #waiting = new Map<string, { message: HeaderMessage; copies: number }>();
  #counter = new MailCounter();
  #cells = new CellCounter();
  readonly #choices: PlanChoices | null;
  #samples = new SampleShelf();
  #total = 0;
  #skipBy: Partial<Record<SkipCode, number>> = {};
  #months = new Map<string | null, number>();
  #warnings: Partial<Record<WarningCode, number>> = {};
  #firstAt: number | null = null;
  #lastAt: number | null = null;

  constructor(choices: PlanChoices | null = null) {
    this.#choices = choices;
  }

  add(message: HeaderMessage): void {
    const reason = skipReason(message) ?? this.#choices?.outside(message) ?? null;
    if (reason !== null) return this.skip(reason);
    const key = messageKey(message);
    if (this.#seen.add(key)) {
      this.#total++;
      this.#waiting.set(key, { message, copies: 0 });
      return;
    }
    const waiting = this.#waiting.get(key);
    if (waiting === undefined)
      return this.skip(this.#known.has(key) ? "already_stored" : "duplicate_in_file");
    this.#total++;
    waiting.copies++;
  }

  /** A message that is not stored: oversize, no message at all. */
  skip(code: SkipCode): void {
    this.#total++;
    this.#countSkipped(code, 1);
  }

  /** Keys of the messages added since the last markKnown. */
  waitingKeys(): string[] {
    return [...this.#waiting.keys()];
  }

  /** Decides on all that wait: those whose key is given are stored already, the rest will be. */
  markKnown(keys: Iterable<string>): void {
    for (const key of keys) {
      const waiting = this.#waiting.get(key);
      if (waiting === undefined) continue;
      this.#waiting.delete(key);
      this.#known.add(key);
      this.#countSkipped("already_stored", waiting.copies + 1);
    }
    for (const { message, copies } of this.#waiting.values()) {
      this.#store(message);
      this.#countSkipped("duplicate_in_file", copies);
    }
    this.#waiting.clear();
  }

  /** Addresses and domains finish() would make contacts and companies of, to look up which exist. Ends all waiting. */
  candidates(options: { ownAddresses: readonly string[] }): { addresses: string[]; domains: string[] } {
    this.markKnown([]);
    const decided = decidePeople(this.#counter.stats(), {
      ownAddresses: addressSet(options.ownAddresses),
      ...this.#refusing(),
    });
    const addresses = decided.people.map((person) => person.address);
    return { addresses, domains: decided.companies.map((company) => company.domain) };
  }

  /** The counts so far. What still waits is taken as not known. */
  finish(options: { ownAddresses: readonly string[]; known?: Known }): Plan {
    this.markKnown([]);
    const stats = this.#counter.stats();
    const ownAddresses = addressSet(options.ownAddresses);
    const {
      addresses: knownAddresses,
      ignored: ignoredAddresses,
      domains: knownDomains,
    } = options.known ?? {};
    const decided = decidePeople(stats, {
      ownAddresses,
      ...this.#refusing(),
      ...(knownAddresses === undefined ? {} : { knownAddresses }),
      ...(ignoredAddresses === undefined ? {} : { ignoredAddresses }),
      ...(knownDomains === undefined ? {} : { knownDomains }),
    });
    const lists = new Set(decided.listAddresses.map((list) => list.address));
    return {
      total: this.#total,
      store: stats.messageCount,
      skip: this.#total - stats.messageCount,
      skipBy: { ...this.#skipBy },
      byMonth: [...this.#months].map(([month, count]) => ({ month, count })).sort(oldestFirst),
      bySenderKind: countKinds(stats, ownAddresses, lists),
      samples: this.#samples.pick(),
      firstAt: this.#firstAt,
      lastAt: this.#lastAt,
      ...decided,
      people: decided.people.map((person) => ({ ...person, cells: this.#cells.placesOf(person.address) })),
      cells: this.#cells.cells(ownAddresses, lists),
      mailbox: guessMailbox(stats, lists),
      warnings: { ...this.#warnings },
    };
  }

  #refusing(): Pick<PeopleOptions, "refuse"> {
    return this.#choices ? { refuse: this.#choices.refuse } : {};
  }

  #countSkipped(code: SkipCode, count: number): void {
    if (count > 0) this.#skipBy[code] = (this.#skipBy[code] ?? 0) + count;
  }

  #store(message: HeaderMessage): void {
    this.#cells.add(message, this.#counter.add(message));
    const at = message.date?.getTime() ?? null;
    const month = message.date?.toISOString().slice(0, 7) ?? null;
    this.#months.set(month, (this.#months.get(month) ?? 0) + 1);
    if (at !== null) {
      this.#firstAt = Math.min(this.#firstAt ?? at, at);
      this.#lastAt = Math.max(this.#lastAt ?? at, at);
    }
    for (const warning of message.warnings) this.#warnings[warning] = (this.#warnings[warning] ?? 0) + 1;
    this.#samples.offer({ subject: message.subject, from: message.from?.address ?? null, date: at });
  }
}

/** The kinds that classifySender gives message by message, summed from what is known per sender. */
function countKinds(
  stats: MailStats,
  own: ReadonlySet<string>,
  lists: ReadonlySet<string>,
): Record<SenderKind, number> {
  const kinds: Record<SenderKind, number> = {
    own: 0,
    person: 0,
    newsletter: 0,
    automated: stats.senderlessCount,
    list: 0,
  };
  for (const one of stats.addresses.values()) {
    if (own.has(one.address)) kinds.own += one.sentCount;
    else if (lists.has(one.address)) kinds.list += one.sentCount;
    else {
      kinds.person += one.sentByKind.person;
      kinds.newsletter += one.sentByKind.newsletter;
      kinds.automated += one.sentByKind.automated;
      kinds.list += one.sentByKind.list;
    }
  }
  return kinds;
}

function addressSet(addresses: readonly string[]): ReadonlySet<string> {
  return new Set(addresses.map((address) => address.trim().toLowerCase()));
}

function oldestFirst(a: { month: string | null }, b: { month: string | null }): number {
  if (a.month === null) return 1;
  return b.month === null || a.month < b.month ? -1 : 1;
}
