const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** "13 Jun 2013" in the reader's time zone, or in the one named. */
export function formatDate(at: string, timeZone?: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone,
  }).format(new Date(at));
}

/** "Thu, 13 Jun 2013, 09:41" in the reader's time zone, or in the one named. */
export function formatDateTime(at: string, timeZone?: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  }).format(new Date(at));
}

/** "14:05" in the reader's time zone, or in the one named. */
const formatClock = (at: string, timeZone?: string): string =>
  new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone }).format(new Date(at));

/**
 * "now", "5 min ago", "3 h ago", "2 d ago" up to a week, then the date; of what is to come "14:05" for later today,
 * "tomorrow, 09:00", then the date. `nowMs` null gives the date.
 */
export function formatRelative(at: string, nowMs: number | null, timeZone?: string): string {
  if (nowMs === null) return formatDate(at, timeZone);
  const passedMs = nowMs - new Date(at).getTime();
  if (passedMs < -minuteMs) {
    const day = formatDate(at, timeZone);
    const dayAfter = (ms: number) => formatDate(new Date(nowMs + ms).toISOString(), timeZone);
    if (day === dayAfter(0)) return formatClock(at, timeZone);
    return day === dayAfter(dayMs) ? `tomorrow, ${formatClock(at, timeZone)}` : day;
  }
  if (passedMs >= 7 * dayMs) return formatDate(at, timeZone);
  if (passedMs < minuteMs) return "now";
  if (passedMs < hourMs) return `${Math.floor(passedMs / minuteMs)} min ago`;
  if (passedMs < dayMs) return `${Math.floor(passedMs / hourMs)} h ago`;
  return `${Math.floor(passedMs / dayMs)} d ago`;
}

/** "2 s", "4 min", "1 h 10 min": never less than a second. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(1, Math.round(durationMs / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
