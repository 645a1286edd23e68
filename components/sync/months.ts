export interface MonthCount {
  /** "2013-06"; null for messages without a date. */
  month: string | null;
  count: number;
}

export interface Span {
  /** "2013-06", "2013", or "" for messages without a date. */
  key: string;
  label: string;
  /** On the axis, where there is little room. */
  short: string;
  count: number;
}

/** Above this, years are drawn. */
const monthsMax = 36;

const names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The spans to draw, oldest first and without gaps, months without mail included; their counts add up as before. */
export function spansOf(months: readonly MonthCount[]): Span[] {
  const dated = new Map<number, number>();
  let undated = 0;
  for (const { month, count } of months) {
    const index = month === null ? null : indexOf(month);
    if (index === null) undated += count;
    else dated.set(index, (dated.get(index) ?? 0) + count);
  }
  const first = Math.min(...dated.keys());
  const last = Math.max(...dated.keys());
  const spans =
    last - first >= monthsMax ? yearsBetween(dated, first, last) : monthsBetween(dated, first, last);
  return undated > 0 ? [...spans, { key: "", label: "No date", short: "None", count: undated }] : spans;
}

function indexOf(month: string): number | null {
  const [year, number] = month.split("-").map(Number);
  return year === undefined || number === undefined || Number.isNaN(year + number)
    ? null
    : year * 12 + number - 1;
}

function monthsBetween(counts: ReadonlyMap<number, number>, first: number, last: number): Span[] {
  const spans: Span[] = [];
  for (let index = first; index <= last; index++) {
    const year = Math.floor(index / 12);
    const name = names[index % 12] ?? "";
    spans.push({
      key: `${year}-${String((index % 12) + 1).padStart(2, "0")}`,
      label: `${name} ${year}`,
      short: name,
      count: counts.get(index) ?? 0,
    });
  }
  return spans;
}

function yearsBetween(counts: ReadonlyMap<number, number>, first: number, last: number): Span[] {
  const spans: Span[] = [];
  for (let year = Math.floor(first / 12); year <= Math.floor(last / 12); year++) {
    let count = 0;
    for (let month = 0; month < 12; month++) count += counts.get(year * 12 + month) ?? 0;
    spans.push({ key: String(year), label: String(year), short: String(year), count });
  }
  return spans;
}
