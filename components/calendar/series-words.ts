import { formatDay } from "#lib/format/zoned.ts";

const weekdays: Record<string, string> = {
  MO: "Monday",
  TU: "Tuesday",
  WE: "Wednesday",
  TH: "Thursday",
  FR: "Friday",
  SA: "Saturday",
  SU: "Sunday",
};
const workdays = "MO,TU,WE,TH,FR";
const places: Record<string, string> = {
  "1": "first",
  "2": "second",
  "3": "third",
  "4": "fourth",
  "5": "fifth",
  "-1": "last",
};
const units: Record<string, string> = { DAILY: "day", WEEKLY: "week", MONTHLY: "month", YEARLY: "year" };

const list = new Intl.ListFormat("en", { type: "conjunction" });

/** "Every Monday, until 3 Mar 2026" of RFC 5545 lines; "Repeats" where a rule has no short words. Null without a rule. */
export function seriesWords(recurrence: readonly string[], startDate: string): string | null {
  const rule = recurrence.find((line) => /^RRULE[:;]/i.test(line));
  if (!rule) return recurrence.length > 0 ? "Repeats" : null;
  const parts = new Map(
    rule
      .slice("RRULE:".length)
      .toUpperCase()
      .split(";")
      .map((part) => {
        const [name = "", value = ""] = part.split("=");
        return [name, value] as const;
      }),
  );
  const rhythm = rhythmOf(parts, startDate);
  return rhythm === null ? "Repeats" : `${rhythm}${endOf(parts)}`;
}

type Parts = ReadonlyMap<string, string>;

function rhythmOf(parts: Parts, startDate: string): string | null {
  const frequency = parts.get("FREQ") ?? "";
  const unit = units[frequency];
  if (!unit) return null;
  const interval = Number(parts.get("INTERVAL") ?? "1");
  const days = parts.get("BYDAY") ?? "";
  const every = interval === 1 ? `Every ${unit}` : `Every ${interval} ${unit}s`;
  switch (frequency) {
    case "WEEKLY": {
      if (days === workdays) return interval === 1 ? "Every weekday" : `${every} on weekdays`;
      const names = weekdayNames(days) ?? [formatDay(startDate, { weekday: "long" })];
      return interval === 1 ? `Every ${list.format(names)}` : `${every} on ${list.format(names)}`;
    }
    case "MONTHLY":
      return `${every}${monthly(days, parts, startDate)}`;
    default:
      return days === workdays && frequency === "DAILY" ? "Every weekday" : every;
  }
}

function weekdayNames(days: string): string[] | null {
  const names = days.split(",").flatMap((day) => weekdays[day] ?? []);
  return names.length > 0 ? names : null;
}

function monthly(days: string, parts: Parts, startDate: string): string {
  const found = /^(?<place>[+-]?\d)?(?<day>[A-Z]{2})$/.exec(days)?.groups;
  const place = places[(found?.["place"] ?? parts.get("BYSETPOS") ?? "").replace("+", "")];
  const weekday = weekdays[found?.["day"] ?? ""];
  if (place && weekday) return ` on the ${place} ${weekday}`;
  if (days) return "";
  return ` on day ${parts.get("BYMONTHDAY") ?? String(Number(startDate.slice(8)))}`;
}

function endOf(parts: Parts): string {
  const until = /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)/.exec(parts.get("UNTIL") ?? "")?.groups;
  if (until) {
    const date = `${until["year"]}-${until["month"]}-${until["day"]}`;
    return Number.isNaN(Date.parse(date))
      ? ""
      : `, until ${formatDay(date, { day: "numeric", month: "short", year: "numeric" })}`;
  }
  const count = Number(parts.get("COUNT") ?? "");
  return count > 0 ? `, ${count} times` : "";
}
