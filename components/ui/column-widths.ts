/** Widths of a table's columns by id, in percent of the table; a column without one is as wide as it usually is. */
export type ColumnWidths = Readonly<Record<string, number>>;

export const columnWidth = { least: 6, most: 85 };
/** What the first column keeps at least: it has what the others leave. */
const firstLeast = 15;

/**
 * Moves the boundary between two neighbours by `by` percent of the table. `now`: how wide each column is, in their order;
 * the first has what is left, and so only its neighbour is set. The other boundaries stay where they are.
 */
export function movedBoundary(
  now: readonly (readonly [id: string, percent: number])[],
  at: number,
  by: number,
): ColumnWidths {
  const [left, right] = [now[at], now[at + 1]];
  if (!left || !right) return Object.fromEntries(now.slice(1));
  const leftLeast = at === 0 ? firstLeast : columnWidth.least;
  const least = leftLeast - left[1];
  const most = right[1] - columnWidth.least;
  const moved = Math.min(Math.max(by, Math.min(least, 0)), Math.max(most, 0));
  const widths = new Map(now.map(([id, percent]) => [id, percent]));
  widths.set(left[0], left[1] + moved);
  widths.set(right[0], right[1] - moved);
  return Object.fromEntries([...widths].slice(1).map(([id, percent]) => [id, Math.round(percent * 10) / 10]));
}

/** `company-28.5_last-12`, as a cookie keeps it. */
export const columnWidthsText = (widths: ColumnWidths): string =>
  Object.entries(widths)
    .map(([id, percent]) => `${id}-${percent}`)
    .join("_");

/** What such a text says; nothing where it is no such text, or leaves the first column without room. */
export function columnWidthsFrom(text: string): ColumnWidths {
  const pairs = text.split("_").flatMap((part) => {
    const found = /^([a-zA-Z]{1,20})-(\d{1,2}(?:\.\d)?)$/.exec(part);
    return found?.[1] && found[2] ? [[found[1], Number(found[2])] as const] : [];
  });
  const isUsable =
    pairs.every(([, percent]) => percent >= columnWidth.least && percent <= 100 - firstLeast) &&
    pairs.reduce((sum, [, percent]) => sum + percent, 0) <= 100 - firstLeast;
  return isUsable ? Object.fromEntries(pairs) : {};
}
