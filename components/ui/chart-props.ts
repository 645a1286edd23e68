export interface ChartSeries {
  key: string;
  label: string;
}

export interface ChartPoint {
  /** Along the x axis, as it is read: "12 Oct". */
  label: string;
  values: Readonly<Record<string, number>>;
}

export interface ChartProps {
  /** What it shows, in words: "Interactions by week". */
  title: string;
  /** Of the y axis: "Mails and meetings". */
  unit: string;
  /** Of the x axis: "Week of". */
  axis: string;
  points: readonly ChartPoint[];
  /** The first one has the accent, the others are grey. */
  series: readonly ChartSeries[];
}

/** One accent, then greys. */
export function chartColor(index: number): string {
  const grey = ["var(--color-border-control)", "var(--color-border)"];
  return index === 0 ? "var(--color-accent)" : (grey[(index - 1) % grey.length] ?? "var(--color-border)");
}
