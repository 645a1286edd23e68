/** What of an account the page shows: mail or calendar, a month, and a day of it that is open. */
export interface AccountPlace {
  id: string;
  source: "gmail" | "calendar";
  month: string;
  day: string | null;
}

export function hrefOf(place: AccountPlace, change: Partial<AccountPlace>): string {
  const { id, source, month, day } = { ...place, ...change };
  const query = new URLSearchParams({ source, month, ...(day ? { day } : {}) });
  return `/sync/${id}?${query.toString()}`;
}
