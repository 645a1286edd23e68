import type { ChoiceCode, PreviewSelection, SenderKind, SyncControls } from "#lib/schemas/sync-controls.ts";

import { isWithinDomain } from "./mail/domains.ts";
import type { LeftOutCode } from "./mail/plan-types.ts";
import type { HeaderMessage, Reason } from "./mail/types.ts";

/** A message or meeting, as far as a choice looks at it. Addresses in lower case. */
export interface ItemFacts {
  sender: string | null;
  /** Recipients; of a meeting, who attends. */
  others: readonly string[];
  labels: readonly string[];
  /** Null without a date. A series without an end goes on for ever. */
  period: { start: Date; end: Date | null } | null;
}

type Written = ReadonlySet<string>;

export const factsOf = (message: HeaderMessage): ItemFacts => {
  // A mailbox lists by when it received a message, a file knows only what the message says.
  const at = message.receivedAt ?? message.date;
  return {
    sender: message.from?.address ?? null,
    others: [...message.to, ...message.cc, ...message.bcc].map(({ address }) => address),
    labels: message.labels,
    period: at && { start: at, end: at },
  };
};

/** An approval's choices, made ready to be asked about each message. Preview, import and live sync all ask here. */
export class Choices {
  readonly controls: SyncControls;
  readonly own: ReadonlySet<string>;
  readonly #excluded: ReadonlySet<string>;
  readonly #labelsIn: ReadonlySet<string>;
  readonly #labelsOut: ReadonlySet<string>;
  readonly #kinds: ReadonlySet<SenderKind>;
  readonly #labels: ReadonlySet<string>;
  readonly #senders: ReadonlySet<string>;
  readonly #people: ReadonlySet<string>;
  readonly #domains: ReadonlySet<string>;
  readonly #companies: ReadonlySet<string>;
  readonly #start: number;
  readonly #end: number;

  constructor(controls: SyncControls, selection: PreviewSelection) {
    this.controls = controls;
    this.own = new Set(controls.addresses.map((address) => address.trim().toLowerCase()));
    this.#excluded = new Set(controls.excluded);
    this.#labelsIn = new Set(controls.labelsIn);
    this.#labelsOut = new Set(controls.labelsOut);
    this.#kinds = new Set(selection.kinds);
    this.#labels = new Set(selection.labels);
    this.#senders = new Set(selection.senders);
    this.#people = new Set(selection.people);
    this.#domains = new Set(selection.domains);
    this.#companies = new Set(selection.companies);
    const { startMs, endMs } = rangeOf(controls);
    this.#start = startMs;
    this.#end = endMs;
  }

  /**
   * Why it is left out by choice, or null. `written` holds whom the owner has written to, where that matters: see
   * `controls.onlyWroteTo`.
   */
  why(item: ItemFacts, kind: SenderKind, written: Written): ChoiceCode | null {
    return this.outside(item, written) ?? this.unticked(item, kind);
  }

  /** By the controls alone. Asked before anything is known of duplicates. */
  outside({ sender, others, labels, period }: ItemFacts, written: Written): ChoiceCode | null {
    if (!this.#isInRange(period)) return "out_of_range";
    if (this.#labelsIn.size > 0 && !labels.some((label) => this.#labelsIn.has(label)))
      return "label_not_chosen";
    if (labels.some((label) => this.#labelsOut.has(label))) return "label_not_chosen";
    const isOwn = sender !== null && this.own.has(sender);
    if (this.#excluded.size > 0) {
      const people = isOwn ? others.filter((address) => !this.own.has(address)) : sender ? [sender] : [];
      // What goes to others too comes in for their sake.
      if (people.length > 0 && people.every((address) => this.isExcluded(address))) return "excluded";
    }
    if (!this.controls.onlyWroteTo || isOwn) return null;
    return sender !== null && written.has(sender) ? null : "not_written_to";
  }

  /** By what was unticked. Asked of each message once, whatever its copies. */
  unticked({ sender, labels }: Pick<ItemFacts, "sender" | "labels">, kind: SenderKind): ChoiceCode | null {
    if (this.#kinds.has(kind)) return "kind_not_ticked";
    if (this.#labels.size > 0 && labels.some((label) => this.#labels.has(label))) return "label_not_ticked";
    return sender !== null && this.#senders.has(sender) ? "sender_not_ticked" : null;
  }

  /** Whether anything of mail was unticked. */
  get unticksMail(): boolean {
    return this.#kinds.size + this.#labels.size + this.#senders.size > 0;
  }

  /** Why an address makes no contact by the controls. */
  refuse(address: string, written: Written): Reason<LeftOutCode> | null {
    if (this.isExcluded(address)) return { code: "excluded", words: "you excluded it" };
    if (!this.controls.onlyWroteTo || written.has(address)) return null;
    return { code: "not_written_to", words: "you never wrote to it" };
  }

  isExcluded(address: string): boolean {
    if (this.#excluded.size === 0) return false;
    if (this.#excluded.has(address)) return true;
    return isWithinDomain(address.slice(address.lastIndexOf("@") + 1), this.#excluded);
  }

  /** Whether the address may become a contact, as far as it was chosen. */
  makesContact(address: string, companyDomain: string | null): boolean {
    if (this.#people.has(address)) return false;
    return !this.#domains.has(domainOf(address, companyDomain));
  }

  makesCompany(domain: string): boolean {
    return !this.#companies.has(domain);
  }

  #isInRange(period: ItemFacts["period"]): boolean {
    if (this.#start === Number.NEGATIVE_INFINITY && this.#end === Number.POSITIVE_INFINITY) return true;
    if (period === null) return false;
    const endMs = period.end?.getTime() ?? Number.POSITIVE_INFINITY;
    return period.start.getTime() < this.#end && endMs >= this.#start;
  }
}

/** What people are unticked by: their company's domain, or the one of their mail. */
export const domainOf = (address: string, companyDomain: string | null): string =>
  companyDomain ?? address.slice(address.lastIndexOf("@") + 1);

/** From the first instant of the first day to before the end of the last, in UTC. */
export function rangeOf({ from, until }: Pick<SyncControls, "from" | "until">): {
  startMs: number;
  endMs: number;
} {
  return {
    startMs: from === null ? Number.NEGATIVE_INFINITY : Date.parse(`${from}T00:00:00Z`),
    endMs: until === null ? Number.POSITIVE_INFINITY : Date.parse(`${until}T00:00:00Z`) + 86_400_000,
  };
}

/** The controls as a listing of Gmail takes them: what it does not list was never asked for. */
export function gmailQueryOf(controls: SyncControls): string {
  const { startMs, endMs } = rangeOf(controls);
  const seconds = (atMs: number) => String(Math.floor(atMs / 1000));
  return [
    controls.query === "" ? "" : `(${controls.query})`,
    // "after" leaves out the second itself.
    Number.isFinite(startMs) ? `after:${seconds(startMs - 1000)}` : "",
    Number.isFinite(endMs) ? `before:${seconds(endMs)}` : "",
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** The controls as a plan asks them: of a message, and of an address. */
export const planChoices = (choices: Choices, written: Written) => ({
  outside: (message: HeaderMessage) => choices.outside(factsOf(message), written),
  refuse: (address: string) => choices.refuse(address, written),
});
