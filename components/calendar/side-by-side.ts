interface Interval {
  from: number;
  to: number;
}

export interface Place {
  column: number;
  columns: number;
}

/**
 * Gives each of these intervals, sorted by start, a column so that none covers another. Those that touch each other,
 * directly or through others, share the width evenly.
 */
export function sideBySide(intervals: readonly Interval[]): Place[] {
  const places: Place[] = [];
  let group: Place[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const place of group) place.columns = ends.length;
    group = [];
    ends = [];
  };
  for (const { from, to } of intervals) {
    if (ends.every((end) => end <= from)) close();
    const free = ends.findIndex((end) => end <= from);
    const column = free < 0 ? ends.length : free;
    ends[column] = to;
    const place = { column, columns: 1 };
    group.push(place);
    places.push(place);
  }
  close();
  return places;
}
