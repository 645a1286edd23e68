import { countOf } from "#lib/format/number.ts";
import { formatDate } from "#lib/format/time.ts";
import type { Audience } from "#lib/schemas/common.ts";
import type { PreviewSelection, SyncControls } from "#lib/schemas/sync-controls.ts";
import type { MailLabel } from "#lib/schemas/previews.ts";
import type { AccountCalendar } from "#lib/schemas/sync.ts";

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

/** What controls leave in or out, one sentence's part each; none where everything comes. */
export function controlWords(
  controls: SyncControls,
  labels: readonly MailLabel[] = [],
  calendars: readonly AccountCalendar[] = [],
): string[] {
  const { labelsIn, labelsOut, from, until, query, onlyWroteTo, excluded, calendar } = controls;
  const name = (id: string) => labels.find((label) => label.id === id)?.name ?? id;
  const day = (date: string) => formatDate(`${date}T00:00:00Z`, "UTC");
  const of = calendars.filter(({ id }) => controls.calendars.includes(id)).map(({ name: words }) => words);
  return [
    of.length > 0 && calendars.length > 1 ? `of ${of.join(" and ")}` : "",
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

/** What was unticked, in the same way. */
export function selectionWords(selection: PreviewSelection): string[] {
  const { kinds, labels, senders, people, domains, companies } = selection;
  return [
    kinds.length > 0 ? `no ${kinds.map((kind) => kindWords[kind]).join(", no ")}` : "",
    labels.length > 0 ? `nothing under ${countOf(labels.length, "unticked label")}` : "",
    senders.length > 0 ? `nothing of ${countOf(senders.length, "unticked sender")}` : "",
    people.length > 0 ? `no contact of ${countOf(people.length, "unticked person", "unticked people")}` : "",
    domains.length > 0 ? `no contact at ${countOf(domains.length, "unticked domain")}` : "",
    companies.length > 0 ? `not ${countOf(companies.length, "unticked company", "unticked companies")}` : "",
  ].filter((words) => words !== "");
}

const moreThan = (count: number, shown: number): string =>
  count > shown ? ` and ${String(count - shown)} more` : "";
