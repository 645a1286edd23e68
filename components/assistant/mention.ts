import { aboutMax, mentionToken, recordAt } from "#lib/about.ts";
import type { AboutRef } from "#lib/schemas/chat.ts";
import type { SearchHit } from "#lib/schemas/search.ts";
import type { NamedRecord } from "#components/layout/current-record.ts";
import type { Visit } from "#components/layout/recent.ts";

const queryMax = 60;
const labelMax = 80;

/** Something that can be mentioned, as a list shows it. */
export interface Mentionable extends NamedRecord {
  subtitle: string | null;
}

/** An "@" that is being completed: where it stands, and what was typed behind it. */
export interface MentionQuery {
  from: number;
  query: string;
}

/** The "@" before the caret that still looks for a record; none in an address, or where a record stands already. */
export function mentionAt(
  draft: string,
  caret: number,
  mentions: readonly NamedRecord[],
): MentionQuery | null {
  const from = draft.lastIndexOf("@", caret - 1);
  if (from < 0 || from >= caret || (from > 0 && !/[\s(]/.test(draft[from - 1] ?? ""))) return null;
  const query = draft.slice(from + 1, caret);
  if (query.length > queryMax || /^\s|\n/.test(query)) return null;
  return mentions.some(({ label }) => draft.startsWith(`@${label}`, from)) ? null : { from, query };
}

/** The draft with the record's name in place of what was typed, and where the caret goes on. */
export function withMention(
  draft: string,
  { from, query }: MentionQuery,
  label: string,
): { draft: string; caret: number } {
  const rest = draft.slice(from + 1 + query.length);
  const before = `${draft.slice(0, from)}@${label}${/^[\s.,:;!?)]/.test(rest) ? "" : " "}`;
  return { draft: before + rest, caret: before.length };
}

/** The draft without a record that is no longer meant. */
export const withoutMention = (draft: string, label: string): string =>
  draft.replaceAll(`@${label} `, "").replaceAll(`@${label}`, "");

/** By which it is told from what is mentioned already: another record may be called the same. */
export function distinct({ kind, id, label, subtitle }: Mentionable, mentions: readonly NamedRecord[]) {
  const isTaken = mentions.some((one) => one.label === label && one.id !== id);
  return { kind, id, label: isTaken ? `${label} (${subtitle ?? kind})` : label };
}

/** Those whose names still stand in the draft: what is deleted there is not meant any more. */
export function mentionsIn(draft: string, mentions: readonly NamedRecord[]): NamedRecord[] {
  return mentions.filter(({ label }) => draft.includes(`@${label}`));
}

/** As it is sent: where a name stands in the draft, the record itself. Longer names first, since one may begin another. */
export function toMessage(draft: string, mentions: readonly NamedRecord[]): string {
  return mentions
    .toSorted((one, other) => other.label.length - one.label.length)
    .reduce((text, mention) => text.replaceAll(`@${mention.label}`, () => mentionToken(mention)), draft);
}

/** What goes with a message: the page first, each record once. */
export function aboutOf(page: NamedRecord | null, mentions: readonly NamedRecord[]): AboutRef[] {
  const others = mentions.filter((one) => !isSame(one, page));
  return [
    ...(page ? [{ kind: page.kind, id: page.id, via: "page" as const }] : []),
    ...others.map(({ kind, id }) => ({ kind, id, via: "mention" as const })),
  ].slice(0, aboutMax);
}

export const isSame = (one: NamedRecord | null, other: NamedRecord | null): boolean =>
  one !== null && other !== null && one.kind === other.kind && one.id === other.id;

/** With one more, each record once. */
export const withOne = (mentions: readonly NamedRecord[], mention: NamedRecord): NamedRecord[] => [
  ...mentions.filter((one) => !isSame(one, mention)),
  mention,
];

/** One more is refused: with the page there are as many as a message takes. */
export const mentionsMax = aboutMax - 1;

const kindOfHit = { contact: "contact", company: "company", mail: "thread", task: "task" } as const;

/** What was found, as what can be mentioned: a conversation once, however many of its mails fit; a meeting as its event. */
export function mentionablesIn(hits: readonly SearchHit[]): Mentionable[] {
  const found = hits.flatMap(({ kind, id, threadId, eventId, title, subtitle, at }): Mentionable[] => {
    // A tag is a word for many people, and nothing to be asked about itself.
    if (kind === "tag") return [];
    if (kind !== "meeting") {
      return [{ kind: kindOfHit[kind], id: threadId ?? id, label: labelOf(title), subtitle }];
    }
    // Meetings of one name are told apart by their days.
    return eventId
      ? [{ kind: "event", id: eventId, label: labelOf(title), subtitle: at?.slice(0, 10) ?? null }]
      : [];
  });
  return onceEach(found);
}

/** Whether its name or the line beside it has every word, or part of a word. */
export function fits({ label, subtitle }: Mentionable, words: string): boolean {
  const text = `${label} ${subtitle ?? ""}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Before anything is typed: the records that were looked at last. */
export const mentionablesOf = (visits: readonly Visit[]): Mentionable[] =>
  onceEach(
    visits.flatMap(({ href, title }) => {
      const ref = recordAt(href);
      return ref ? [{ ...ref, label: labelOf(title), subtitle: null }] : [];
    }),
  );

const labelOf = (title: string): string => title.replaceAll(/\s+/g, " ").trim().slice(0, labelMax).trim();

const onceEach = (all: readonly Mentionable[]): Mentionable[] =>
  all.filter((one, index) => one.label !== "" && all.findIndex((other) => isSame(one, other)) === index);
