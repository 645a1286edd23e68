import type { DemoLanguage } from "./people.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

export const homeZone = "Europe/Stockholm";
const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const zoneFormats = new Map<string, Intl.DateTimeFormat>();

function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  const known = zoneFormats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "longOffset" });
  zoneFormats.set(timeZone, made);
  return made;
}

/** How far the zone's clock stands ahead of UTC at `at`, in minutes. */
export function zoneOffsetMinutes(at: Date, timeZone: string): number {
  const found = /GMT([+-])(\d\d):(\d\d)/.exec(zoneFormat(timeZone).format(at));
  if (found === null) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return found[1] === "-" ? -minutes : minutes;
}

/** The instant at which a clock in `timeZone` shows this day ("2026-03-01") and time ("09:14"). */
export function zoned(day: string, time: string, timeZone: string): Date {
  const naive = new Date(`${day}T${time}:00Z`);
  const guess = new Date(naive.getTime() - zoneOffsetMinutes(naive, timeZone) * minuteMs);
  return new Date(naive.getTime() - zoneOffsetMinutes(guess, timeZone) * minuteMs);
}

export function localDay(at: Date, timeZone: string): string {
  return new Date(at.getTime() + zoneOffsetMinutes(at, timeZone) * minuteMs).toISOString().slice(0, 10);
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);
}

/** The day of "w30 tue" (Tuesday, thirty weeks before the anchor's week; "w-1" is next week) or "d4" (four days ago). */
export function dayOf(anchor: Date, spec: string): string {
  const today = localDay(anchor, homeZone);
  const back = /^d(-?\d+)$/.exec(spec);
  if (back !== null) return addDays(today, -Number(back[1]));
  const week = /^w(-?\d+) ([a-z]{3})$/.exec(spec);
  const weekday = weekdays.indexOf(week?.[2] ?? "");
  if (week === null || weekday < 0) throw new Error(`No day in "${spec}".`);
  const sinceMonday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(today, weekday - sinceMonday - 7 * Number(week[1]));
}

/** The instant of "w30 tue 09:14", "d4 09:14" (both on the owner's clock) or "h5" (five hours before the anchor). */
export function momentOf(anchor: Date, spec: string): Date {
  const hours = /^h(\d+)$/.exec(spec);
  if (hours !== null) return new Date(anchor.getTime() - Number(hours[1]) * hourMs);
  const cut = spec.lastIndexOf(" ");
  return zoned(dayOf(anchor, spec.slice(0, cut)), spec.slice(cut + 1), homeZone);
}

const locales: Record<DemoLanguage, string> = { en: "en-GB", sv: "sv-SE", fr: "fr-FR" };

/** Replaces "{w30 tue}" and "{w30 tue sv}" by the date in words. */
export function fillDates(anchor: Date, text: string): string {
  return text.replace(/\{([wd][^}]*?)(?: (sv|fr))?\}/g, (_, spec: string, language?: string) => {
    const locale = locales[language === "sv" || language === "fr" ? language : "en"];
    const options = { day: "numeric", month: "long", timeZone: "UTC" } as const;
    return new Date(dayOf(anchor, spec)).toLocaleDateString(locale, options);
  });
}

const spoken = {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: homeZone,
} as const;

const spokenFormats: Record<DemoLanguage, Intl.DateTimeFormat> = {
  en: new Intl.DateTimeFormat(locales.en, spoken),
  sv: new Intl.DateTimeFormat(locales.sv, spoken),
  fr: new Intl.DateTimeFormat(locales.fr, spoken),
};

/** The date as a mail program of that language prints it above a quotation. */
export function spokenTime(at: Date, language: DemoLanguage): string {
  return spokenFormats[language].format(at);
}

/** RFC 5322 date as seen in that zone. */
export function mailDate(at: Date, timeZone: string): string {
  const offset = zoneOffsetMinutes(at, timeZone);
  const shifted = new Date(at.getTime() + offset * minuteMs).toUTCString().replace(" GMT", "");
  const size = Math.abs(offset);
  const digits = `${Math.floor(size / 60)}`.padStart(2, "0") + `${size % 60}`.padStart(2, "0");
  return `${shifted} ${offset < 0 ? "-" : "+"}${digits}`;
}
