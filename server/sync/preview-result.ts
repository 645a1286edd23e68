import type { PreviewResult } from "#lib/schemas/sync.ts";

import type { Plan, WarningCode } from "./mail/index.ts";

const isoOrNull = (atMs: number | null): string | null =>
  atMs === null ? null : new Date(atMs).toISOString();

const warningWords: Partial<Record<WarningCode, string>> = {
  truncated: "The file seems to end in the middle of a message; that one is imported as far as it goes.",
  headers_cut_off: "The file ends inside the headers of a message; what is there is imported.",
  body_unreadable:
    "The text of some messages cannot be read; they are imported with sender, date and subject.",
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
export function resultOf(plan: Plan): PreviewResult {
  return {
    skipBy: plan.skipBy,
    byMonth: plan.byMonth,
    bySenderKind: plan.bySenderKind,
    samples: plan.samples.map(({ subject, from, date }) => ({ subject, from, at: isoOrNull(date) })),
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

export interface PreviewItemRow {
  kind: "person" | "company" | "left_out";
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
