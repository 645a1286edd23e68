const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const dayMs = 24 * 60 * 60 * 1000;

/**
 * The instant that words like "tomorrow at 15", "on Friday 9:30" or "in 3 days" mean, in UTC; null where none is named.
 * A day without an hour means nine in the morning.
 */
export function instantIn(text: string, now: Date): string | null {
  const words = text.toLowerCase();
  const day = dayIn(words, now);
  if (day === null) return null;
  const time = /\b(?:at|um|à)?\s*(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|h|uhr)?\b(?!\s*(?:days?|weeks?))/.exec(
    words.replace(/\bin \d+ (?:days?|weeks?)\b/, ""),
  );
  const hour = time ? hourOf(Number(time[1]), time[3]) : 9;
  const at = new Date(
    Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), hour, Number(time?.[2] ?? 0)),
  );
  return at.toISOString();
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === "pm" && hour < 12) return hour + 12;
  if (half === "am" && hour === 12) return 0;
  return Math.min(hour, 23);
}

function dayIn(words: string, now: Date): Date | null {
  if (/\btoday\b/.test(words)) return now;
  if (/\btomorrow\b/.test(words)) return new Date(now.getTime() + dayMs);
  const span = /\bin (\d+) (days?|weeks?)\b/.exec(words);
  if (span) return new Date(now.getTime() + Number(span[1]) * (span[2]?.startsWith("week") ? 7 : 1) * dayMs);
  if (/\bnext week\b/.test(words)) return new Date(now.getTime() + 7 * dayMs);
  const named = weekdays.findIndex((name) => new RegExp(`\\b${name}\\b`).test(words));
  if (named < 0) return null;
  const ahead = (named - now.getUTCDay() + 7) % 7 || 7;
  return new Date(now.getTime() + ahead * dayMs);
}
