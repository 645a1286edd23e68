import type { DaySource } from "#lib/schemas/reconciliation.ts";

/** What the page shows of an account, its mail or calendar, or of a file: a month, and a day of it that is open. */
export interface AccountPlace {
  id: string;
  source: DaySource;
  month: string;
  day: string | null;
}

export function hrefOf(place: AccountPlace, change: Partial<AccountPlace>): string {
  const { id, source, month, day } = { ...place, ...change };
  const query = new URLSearchParams({ source, month, ...(day ? { day } : {}) });
  return `/sync/${id}?${query.toString()}`;
}
