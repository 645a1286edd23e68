import { countOf } from "#lib/format/number.ts";
import { formatDate } from "#lib/format/time.ts";
import type { Audience } from "#lib/schemas/common.ts";
import type { PreviewSelection, SyncControls } from "#lib/schemas/sync-controls.ts";
import type { MailLabel } from "#lib/schemas/previews.ts";
import type { AccountCalendar, SyncContent } from "#lib/schemas/sync.ts";

export const audienceWords: Record<Audience, string> = {
  private: "Only you",
  metadata: "Your workspace sees who and when; what was written, only you",
  subject: "Your workspace sees who, when and subject; the rest, only you",
  workspace: "Your workspace",
};

const kindWords: Record<PreviewSelection["kinds"][number], string> = {
  own: "your own mail",
  person: "mail of people",
  list: "mailing lists",
  newsletter: "newsletters",
  automated: "automatic mail",
};

const meetingKindWords: Partial<typeof kindWords> = { own: "your own", person: "those of others" };

interface Covered {
  controls: SyncControls;
  selection: PreviewSelection;
  content: SyncContent;
  labels?: readonly MailLabel[] | undefined;
  calendars?: readonly AccountCalendar[] | undefined;
}

/** "All mail but newsletters" of "All mail": what comes in; `rules` are what else leaves something in or out. */
export function coveredWords(
  all: string,
  { controls, selection, content, labels, calendars = [] }: Covered,
): { what: string; rules: string[] } {
  const of = calendars.filter(({ id }) => controls.calendars.includes(id)).map(({ name }) => name);
  const kinds = selection.kinds.map(
    (kind) => (content === "meetings" ? meetingKindWords[kind] : undefined) ?? kindWords[kind],
  );
  return {
    what: [
      all,
      of.length > 0 && calendars.length > 1 ? `of ${joined(of)}` : "",
      kinds.length > 0 ? `but ${joined(kinds)}` : "",
    ]
      .filter((words) => words !== "")
      .join(" "),
    rules: [...controlWords(controls, labels), ...selectionWords(selection)],
  };
}

/** "a, b and c". */
const joined = (words: readonly string[]): string =>
  [words.slice(0, -1).join(", "), words.at(-1) ?? ""].filter((part) => part !== "").join(" and ");

/** What controls leave in or out, one sentence's part each; none where everything comes. */
function controlWords(controls: SyncControls, labels: readonly MailLabel[] = []): string[] {
  const { labelsIn, labelsOut, from, until, query, onlyWroteTo, excluded, calendar } = controls;
  const name = (id: string) => labels.find((label) => label.id === id)?.name ?? id;
  const day = (date: string) => formatDate(`${date}T00:00:00Z`, "UTC");
  return [
    labelsIn.length > 0 ? `only labelled ${labelsIn.map(name).join(" or ")}` : "",
    labelsOut.length > 0 ? `nothing labelled ${labelsOut.map(name).join(" or ")}` : "",
    from && until ? `from ${day(from)} to ${day(until)}` : from ? `from ${day(from)} on` : "",
    until && !from ? `until ${day(until)}` : "",
    query ? `found in Gmail by “${query}”` : "",
    onlyWroteTo ? "only people you wrote to" : "",
    calendar.declined ? "" : "nothing you declined",
    calendar.private ? "" : "nothing private",
    calendar.allDay ? "" : "no whole days",
    excluded.length > 0 ? `without ${excluded.slice(0, 3).join(", ")}${moreThan(excluded.length, 3)}` : "",
  ].filter((words) => words !== "");
}

/** What was unticked beside kinds, in the same way. */
function selectionWords(selection: PreviewSelection): string[] {
  const { labels, senders, people, domains, companies } = selection;
  return [
    labels.length > 0 ? `nothing under ${countOf(labels.length, "unticked label")}` : "",
    senders.length > 0 ? `nothing of ${countOf(senders.length, "unticked sender")}` : "",
    people.length > 0 ? `no contact of ${countOf(people.length, "unticked person", "unticked people")}` : "",
    domains.length > 0 ? `no contact at ${countOf(domains.length, "unticked domain")}` : "",
    companies.length > 0 ? `not ${countOf(companies.length, "unticked company", "unticked companies")}` : "",
  ].filter((words) => words !== "");
}

const moreThan = (count: number, shown: number): string =>
  count > shown ? ` and ${String(count - shown)} more` : "";
