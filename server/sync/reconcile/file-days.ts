import { dateIn } from "#lib/zone.ts";

import { type DayCount, undated } from "./days.ts";

/** The clocks of no zone are set by less. */
const slotMs = 15 * 60_000;

/** What a file holds, cut into days while it is read. Memory grows by some bytes for each item. */
export class FileDays {
  readonly timeZone: string;
  readonly #items = new Map<string, string[]>();
  /** The day of each quarter of an hour: asking the zone costs more than all the rest. */
  readonly #days = new Map<number, string>();

  constructor(timeZone: string) {
    this.timeZone = timeZone;
  }

  /** An item by its place in the file; of what takes whole days the date counts, whatever the zone. */
  add(item: string, at: Date | null, date: string | null = null): void {
    const day = date ?? (at === null ? undated : this.#dayOf(at.getTime()));
    const items = this.#items.get(day);
    if (items) items.push(item);
    else this.#items.set(day, [item]);
  }

  /** Days that hold anything. */
  get days(): DayCount[] {
    return [...this.#items].map(([day, itemIds]) => ({ day, itemIds, leftOut: {} }));
  }

  #dayOf(atMs: number): string {
    const slot = Math.floor(atMs / slotMs);
    const known = this.#days.get(slot);
    if (known !== undefined) return known;
    const day = dateIn(new Date(atMs), this.timeZone);
    this.#days.set(slot, day);
    return day;
  }
}
