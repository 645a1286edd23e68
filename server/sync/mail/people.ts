import { companyDomain, companyName } from "./domains.ts";
import { limits } from "./limits.ts";
import { listAddresses, messages } from "./list-addresses.ts";
import { nameFromAddress } from "./names.ts";
import { isNoReply } from "./no-reply.ts";
import type {
  AddressStats,
  LeftOut,
  LeftOutCode,
  MailStats,
  NameUse,
  PeopleDecision,
  PeopleOptions,
  PersonReasonCode,
  PlannedCompany,
} from "./plan-types.ts";
import type { Reason } from "./types.ts";

export type ContactVerdict =
  { contact: true; why: Reason<PersonReasonCode> } | { contact: false; why: Reason<LeftOutCode> };

/**
 * Whether an address becomes a contact. It does when it wrote a message that no header calls bulk or automatic, when an own
 * address wrote to it (To, Cc or Bcc), or when a person addressed it directly (To, with at most twenty recipients) and it
 * sends no bulk mail. Who is only copied in by others, own addresses, lists and mailboxes nobody reads do not.
 */
export function contactFor(
  stats: AddressStats,
  options: Pick<PeopleOptions, "ownAddresses" | "refuse"> & { listAddresses: ReadonlySet<string> },
): ContactVerdict {
  const { ownAddresses, listAddresses: lists } = options;
  if (ownAddresses.has(stats.address)) return no("own_address", "it is one of your own addresses");
  const refused = options.refuse?.(stats.address);
  if (refused) return { contact: false, why: refused };
  if (lists.has(stats.address)) return no("list_address", "it is a mailing list");
  if (isNoReply(stats.address)) return no("no_reply_address", "nobody reads this address");
  const wrote = stats.sentByKind.person;
  if (wrote > 0) return yes("they_wrote", `wrote ${messages(wrote)}`);
  const { own, direct, others } = addressings(stats, options);
  if (own > 0) return yes("you_wrote", `you wrote to them in ${messages(own)}`);
  if (stats.sentByKind.newsletter > 0) return no("newsletter", "it sends newsletters only");
  if (stats.sentCount > 0) return no("automated", "it sends automatic mail only");
  if (direct > 0) return yes("was_written_to", `${others} wrote to them in ${messages(direct)}`);
  return no("only_copied", "it was only copied in, and never wrote");
}

/** The people and companies an import makes. Preview and import both call this, so that the preview is exact. */
export function decidePeople(stats: MailStats, options: PeopleOptions): PeopleDecision {
  const listWhy = listAddresses(stats, options.ownAddresses);
  const { ownAddresses, refuse } = options;
  const rules = { ownAddresses, listAddresses: new Set(listWhy.keys()), ...(refuse ? { refuse } : {}) };
  const people: PeopleDecision["people"] = [];
  const known: PeopleDecision["known"] = [];
  const leftOut: LeftOut[] = [];
  const leftOutBy: Partial<Record<LeftOutCode, number>> = {};
  const peopleByDomain = new Map<string, number>();
  for (const one of stats.addresses.values()) {
    // Known from Delivered-To or a list header alone: takes part in no message.
    if (one.sentCount + one.receivedCount === 0) continue;
    const counts = { address: one.address, sentCount: one.sentCount, receivedCount: one.receivedCount };
    const verdict = contactFor(one, rules);
    if (!verdict.contact) {
      leftOut.push({ ...counts, name: bestName(one.names), why: verdict.why });
      leftOutBy[verdict.why.code] = (leftOutBy[verdict.why.code] ?? 0) + 1;
      continue;
    }
    if (options.knownAddresses?.has(one.address) === true) {
      known.push({ ...counts, name: bestName(one.names) });
      continue;
    }
    if (options.ignoredAddresses?.has(one.address) === true) {
      const why = { code: "ignored", words: "your workspace ignores it" } as const;
      leftOut.push({ ...counts, name: bestName(one.names), why });
      leftOutBy.ignored = (leftOutBy.ignored ?? 0) + 1;
      continue;
    }
    const domain = companyDomain(one.address);
    if (domain !== null) peopleByDomain.set(domain, (peopleByDomain.get(domain) ?? 0) + 1);
    const name = bestName(one.names) || nameFromAddress(one.address);
    people.push({
      ...counts,
      name,
      why: verdict.why,
      firstAt: one.firstAt,
      lastAt: one.lastAt,
      companyDomain: domain,
    });
  }
  return {
    people: people.sort(busiestFirst),
    peopleKnown: known.length,
    known: known.sort(busiestFirst).slice(0, limits.knownNamed),
    ...companiesOf(peopleByDomain, options.knownDomains),
    leftOut: leftOut.sort(busiestFirst).slice(0, limits.leftOutNamed),
    leftOutBy,
    listAddresses: [...listWhy].map(([address, why]) => ({ address, why })).sort(byAddress),
  };
}

/** The name used most often; of equally frequent ones the latest. */
export function bestName(names: readonly NameUse[]): string {
  const [best] = names.toSorted(
    (a, b) => b.count - a.count || b.lastAt - a.lastAt || compare(a.name, b.name),
  );
  return best?.name ?? "";
}

function addressings(
  stats: AddressStats,
  options: { ownAddresses: ReadonlySet<string>; listAddresses: ReadonlySet<string> },
): { own: number; direct: number; others: string } {
  let own = 0;
  let direct = 0;
  const senders: string[] = [];
  for (const [sender, entry] of stats.addressedBy ?? []) {
    if (options.ownAddresses.has(sender)) own += entry.count;
    else if (entry.direct > 0 && !options.listAddresses.has(sender)) {
      direct += entry.direct;
      senders.push(sender);
    }
  }
  const [first = ""] = senders.sort(compare);
  const more = senders.length - 1;
  return { own, direct, others: more > 0 ? `${first} and ${more} other${more > 1 ? "s" : ""}` : first };
}

function companiesOf(
  peopleByDomain: ReadonlyMap<string, number>,
  known: ReadonlySet<string> | undefined,
): { companies: PlannedCompany[]; companiesKnown: number } {
  const fresh = [...peopleByDomain].filter(([domain]) => known?.has(domain) !== true);
  const companies = fresh.map(([domain, peopleCount]) => ({
    domain,
    name: companyName(domain),
    peopleCount,
    why: `${peopleCount === 1 ? "1 person uses" : `${peopleCount} people use`} an address of ${domain}`,
  }));
  companies.sort((a, b) => b.peopleCount - a.peopleCount || compare(a.domain, b.domain));
  return { companies, companiesKnown: peopleByDomain.size - fresh.length };
}

type Called = { address: string; name: string };
type Counted = Called & { sentCount: number; receivedCount: number };

function busiestFirst(a: Counted, b: Counted): number {
  return b.sentCount + b.receivedCount - (a.sentCount + a.receivedCount) || byName(a, b);
}

/** By what is shown of them, whatever its case. */
export function byName(a: Called, b: Called): number {
  const shown = ({ name, address }: Called) => (name || address).toLowerCase();
  return compare(shown(a), shown(b)) || byAddress(a, b);
}

function byAddress(a: { address: string }, b: { address: string }): number {
  return compare(a.address, b.address);
}

/** By code unit: the same on every machine, unlike localeCompare. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function yes(code: PersonReasonCode, words: string): ContactVerdict {
  return { contact: true, why: { code, words } };
}

function no(code: LeftOutCode, words: string): ContactVerdict {
  return { contact: false, why: { code, words } };
}
