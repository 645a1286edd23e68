/** A day in words, like { weekday: "long", day: "numeric" }; "en-GB" as everywhere. */
export const formatDay = (date: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(Date.parse(`${date}T00:00:00Z`));

/** "09:30". */
export const formatClock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
