// Dates of mail, read without the machine's time zone: `new Date(text)` would use it where a zone is missing.

/** RFC 5322 section 3.3 with its obsolete forms, asctime (From_ lines) and ISO 8601; null when it is none or absurd. */
export function parseMailDate(value: string): Date | null {
  const text = value.length > 100 ? value.slice(0, 100) : value;
  const parts = rfc5322.exec(text) ?? asctime.exec(text) ?? iso.exec(text);
  const groups = parts?.groups;
  if (!groups) return null;
  const year = fullYear(groups["year"] ?? "");
  const month = monthIndex(groups["month"] ?? "");
  const day = Number(groups["day"]);
  const hour = Number(groups["hour"] ?? 0);
  const minute = Number(groups["minute"] ?? 0);
  const second = Math.min(Number(groups["second"] ?? 0), 59);
  if (month === null || day < 1 || day > 31 || hour > 24 || minute > 59) return null;
  const local = Date.UTC(year, month, day, hour, minute, second);
  return sensible(new Date(local - zoneMinutes(groups["zone"] ?? groups["zoneAfter"] ?? "") * 60_000));
}

/** Null for dates before 1970 or after 2100: clocks that were never set, and spam that wants to stay on top. */
export function sensible(date: Date): Date | null {
  const time = date.getTime();
  return time > 0 && time < latestTime ? date : null;
}

const latestTime = Date.UTC(2101, 0, 1);
const clock = String.raw`(?<hour>\d{1,2})[:.](?<minute>\d{2})(?:[:.](?<second>\d{2}))?`;
const rfc5322 = new RegExp(
  String.raw`^\s*(?:\p{L}{2,10}\.?,?\s*)?(?<day>\d{1,2})[\s-](?<month>[A-Za-z]{3})[a-z.]*[\s-](?<year>\d{2,4}),?(?:\s+${clock}(?:\.\d+)?\s*(?<zone>[+-]\d{1,2}:?\d{2}|[A-Za-z]{1,5}\b)?)?`,
  "u",
);
const asctime = new RegExp(
  String.raw`^\s*(?:[A-Za-z]{3,9},?\s+)?(?<month>[A-Za-z]{3})[a-z]*\s+(?<day>\d{1,2}),?\s+${clock}(?:\s+(?<zone>[+-]\d{4}|[A-Z]{1,5}))?\s+(?<year>\d{4})(?:\s+(?<zoneAfter>[+-]\d{4}|[A-Z]{1,5}\b))?`,
);
const iso = new RegExp(
  String.raw`^\s*(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T\s]${clock}(?:\.\d+)?\s*(?<zone>[+-]\d{2}:?\d{2}|Z)?)?`,
);

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function monthIndex(month: string): number | null {
  const index = /^\d/.test(month) ? Number(month) - 1 : months.indexOf(month.toLowerCase());
  return index >= 0 && index < 12 ? index : null;
}

/** RFC 5322 section 4.3: two digits mean 1950 to 2049, three count from 1900. */
function fullYear(year: string): number {
  const value = Number(year);
  if (year.length === 2) return value < 50 ? 2000 + value : 1900 + value;
  return year.length === 3 ? 1900 + value : value;
}

/** Names whose meaning RFC 5322 or common use fixes; all others count as UTC, as the RFC asks. */
// prettier-ignore
const zoneHours: Record<string, number> = {
  EDT: -4, EST: -5, CDT: -5, CST: -6, MDT: -6, MST: -7, PDT: -7, PST: -8,
  BST: 1, WEST: 1, CET: 1, MET: 1, CEST: 2, MEST: 2, EET: 2, EEST: 3, MSK: 3, JST: 9, KST: 9,
};

function zoneMinutes(zone: string): number {
  const offset = /^([+-])(\d{1,2}):?(\d{2})$/.exec(zone);
  if (offset === null) return (zoneHours[zone.toUpperCase()] ?? 0) * 60;
  const minutes = Number(offset[2]) * 60 + Number(offset[3]);
  if (minutes > 14 * 60) return 0;
  return offset[1] === "-" ? -minutes : minutes;
}
