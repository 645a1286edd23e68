import type { GmailSearch } from "#server/google/index.ts";

import { concurrently } from "../concurrently.ts";
import { cutBy, type DayCount, type DayRange, daysOf, gmailRange } from "./days.ts";

const width = 4;

/** What is never imported, each message in one of them. */
const leftOut = {
  spam: "in:spam",
  deleted: "in:trash -in:spam",
  draft: "in:drafts -in:trash -in:spam",
} as const;
const mail = "-in:spam -in:trash -in:drafts";

/** What narrows an import to less than all mail: in Gmail's words, and by labels. */
export interface Chosen {
  query: string;
  /** Null where no label was chosen. */
  byLabel: ((id: string) => boolean) | null;
}

/** A mailbox that is asked for days, each search first for whole months: what is empty costs one call. */
export class GmailDays {
  readonly #search: GmailSearch;
  readonly #timeZone: string;
  readonly #chosen: Chosen;

  constructor(search: GmailSearch, timeZone: string, chosen: Chosen) {
    this.#search = search;
    this.#timeZone = timeZone;
    this.#chosen = chosen;
  }

  /** Whether anything at all lies there, spam and trash included. */
  async isEmpty(range: DayRange): Promise<boolean> {
    return (await this.#search.list(gmailRange(range, this.#timeZone), null, { atMost: 1 })).ids.length === 0;
  }

  /** Of at most a month, oldest day first. */
  async count(range: DayRange): Promise<DayCount[]> {
    const { query, byLabel } = this.#chosen;
    const taken = await this.#byDay(query === "" ? mail : `${mail} ${query}`, range);
    const reasons = Object.entries(leftOut);
    const others = await concurrently(reasons, width, ([, words]) => this.#byDay(words, range));
    const all = query === "" ? taken : await this.#byDay(mail, range);
    return daysOf(range).map((day) => {
      const itemIds = (taken.get(day) ?? []).filter((id) => byLabel === null || byLabel(id));
      const counts = reasons.map(
        ([reason], index) => [reason, others[index]?.get(day)?.length ?? 0] as const,
      );
      const outside = (all.get(day)?.length ?? 0) - itemIds.length;
      const found = [...counts, ["outside", outside] as const].filter(([, count]) => count > 0);
      return { day, itemIds, leftOut: Object.fromEntries(found) };
    });
  }

  async #byDay(query: string, range: DayRange): Promise<Map<string, string[]>> {
    const days = daysOf(range);
    if (days.length > 1 && (await this.#ids(query, range, 1)).length === 0) return new Map();
    const listed = await concurrently(days, width, (day) => this.#ids(query, { from: day, to: day }));
    const byDay = new Map<string, string[]>();
    let before = new Set<string>();
    for (const [index, day] of days.entries()) {
      // The last second of a day is asked for with the next day too.
      const ids = (listed[index] ?? []).filter((id) => !before.has(id));
      byDay.set(day, ids);
      before = new Set(ids);
    }
    return byDay;
  }

  /** However many they are: a day that was counted in part would be taken for whole. */
  async #ids(query: string, range: DayRange, atMost?: number): Promise<string[]> {
    const ids = new Set<string>();
    let pageToken: string | null = null;
    do {
      const words = `${query} ${gmailRange(range, this.#timeZone)}`;
      const page = await this.#search.list(words, pageToken, atMost ? { atMost } : {});
      for (const id of page.ids) ids.add(id);
      pageToken = atMost ? null : page.nextPageToken;
    } while (pageToken !== null);
    return [...ids];
  }
}

/** The months of the range that hold anything, newest first; whole years that are empty cost one call. */
export async function monthsWithMail(mailbox: GmailDays, range: DayRange): Promise<DayRange[]> {
  const years = cutBy("year", range);
  const empty = await concurrently(years, width, (year) => mailbox.isEmpty(year));
  return years.filter((_, index) => empty[index] !== true).flatMap((year) => cutBy("month", year));
}
