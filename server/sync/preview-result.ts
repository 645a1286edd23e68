import type { MailLabel, PreviewItemKind, PreviewResult } from "#lib/schemas/previews.ts";

import type { Plan, WarningCode } from "./mail/index.ts";
import { domainOf } from "./selection.ts";

/** Groups named at most, the fullest. */
const groupsMax = 200;

const knownWords = (count: number): string =>
  `is a contact already and stays as it is; ${count === 1 ? "1 message is" : `${count} messages are`} added to its timeline`;

const isoOrNull = (atMs: number | null): string | null =>
  atMs === null ? null : new Date(atMs).toISOString();

const warningWords: Partial<Record<WarningCode, string>> = {
  truncated: "The file seems to end in the middle of a message; that one is imported as far as it goes.",
  headers_cut_off: "The file ends inside the headers of a message; what is there is imported.",
  body_unreadable:
    "The text of some messages cannot be read; they are imported with sender, date and subject.",
  nul_bytes:
    "Some messages hold NUL bytes, which no text may; the text is stored without them, the original is kept whole.",
  very_large: "Some messages are larger than 20 MB; they are stored whole, and take a moment.",
  body_truncated: "Some messages are very long; their text is shortened, the original is kept whole.",
  charset_unknown: "Some messages use an unknown character set; a few letters may look wrong.",
  too_many_headers: "Some messages have thousands of header lines; those that matter are read.",
  too_many_addresses: "Some messages name thousands of recipients; the first are read.",
  too_many_attachments: "Some messages have hundreds of attachments; the first are listed.",
  address_dropped: "Some addresses are not e-mail addresses; they are left out.",
  missing_from: "Some messages name no sender.",
  missing_date: "Some messages have no date; they are filed under the day of the upload.",
  bad_date: "Some messages have a date that cannot be right; they are filed under the day of the upload.",
};

/** What the page shows beside the counts, without the long lists. */
export function resultOf(plan: Plan, labels: readonly MailLabel[] = []): PreviewResult {
  return {
    skipBy: plan.skipBy,
    byMonth: plan.byMonth,
    bySenderKind: plan.bySenderKind,
    labels: [...labels],
    calendars: [],
    byLabel: labelsOf(plan.cells, labels),
    byDomain: domainsOf(plan.people),
    samples: plan.samples.map(({ subject, from, date }) => ({
      subject,
      from,
      at: isoOrNull(date),
      startDate: null,
    })),
    peopleKnown: plan.peopleKnown,
    companiesKnown: plan.companiesKnown,
    leftOutBy: plan.leftOutBy,
    listAddresses: plan.listAddresses.map(({ address }) => address),
    mailboxGuess: plan.mailbox,
    warnings: Object.entries(plan.warnings).flatMap(([code, count]) => {
      const words = warningWords[code as WarningCode];
      return words === undefined ? [] : [{ code, count, words }];
    }),
    firstAt: isoOrNull(plan.firstAt),
    lastAt: isoOrNull(plan.lastAt),
    estimate: null,
  };
}

/** Messages to store under each label; one under several counts for each. The fullest first. */
function labelsOf(cells: Plan["cells"], labels: readonly MailLabel[]): PreviewResult["byLabel"] {
  const counts = new Map<string, number>();
  for (const cell of cells) {
    for (const label of cell.labels) counts.set(label, (counts.get(label) ?? 0) + cell.count);
  }
  const names = new Map(labels.map(({ id, name }) => [id, name]));
  return fullestFirst(counts).map(([id, count]) => ({ id, name: names.get(id) ?? id, count }));
}

/** New people by the domain that the selection knows them by. */
export function domainsOf(
  people: readonly { address: string; companyDomain: string | null }[],
): PreviewResult["byDomain"] {
  const counts = new Map<string, number>();
  for (const { address, companyDomain } of people) {
    const domain = domainOf(address, companyDomain);
    counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  return fullestFirst(counts).map(([domain, count]) => ({ domain, count }));
}

function fullestFirst(counts: ReadonlyMap<string, number>): [key: string, count: number][] {
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, groupsMax);
}

export interface PreviewItemRow {
  kind: PreviewItemKind;
  seq: number;
  key: string;
  name: string;
  why: string;
  detail: Record<string, unknown>;
}

/** One row for each person and company to be created and each sender left out, in the order shown. */
export function previewItemsOf(plan: Plan): PreviewItemRow[] {
  return [
    ...plan.people.map((person, seq) => ({
      kind: "person" as const,
      seq,
      key: person.address,
      name: person.name,
      why: person.why.words,
      detail: {
        sentCount: person.sentCount,
        receivedCount: person.receivedCount,
        firstAt: isoOrNull(person.firstAt),
        lastAt: isoOrNull(person.lastAt),
        companyDomain: person.companyDomain,
        domain: domainOf(person.address, person.companyDomain),
        cells: person.cells,
      },
    })),
    ...plan.companies.map((company, seq) => ({
      kind: "company" as const,
      seq,
      key: company.domain,
      name: company.name,
      why: company.why,
      detail: { peopleCount: company.peopleCount },
    })),
    ...plan.known.map((person, seq) => ({
      kind: "known" as const,
      seq,
      key: person.address,
      name: person.name,
      why: knownWords(person.sentCount + person.receivedCount),
      detail: { sentCount: person.sentCount, receivedCount: person.receivedCount },
    })),
    ...plan.leftOut.map((sender, seq) => ({
      kind: "left_out" as const,
      seq,
      key: sender.address,
      name: sender.name,
      why: sender.why.words,
      detail: { sentCount: sender.sentCount, receivedCount: sender.receivedCount, code: sender.why.code },
    })),
  ];
}
