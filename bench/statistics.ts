/** The middle value; of an even number, the mean of the two in the middle. Throws where there is none. */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** Linear between the two nearest ranks; `share` in 0…100. Throws where there is no value. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = ((sorted.length - 1) * share) / 100;
  const [below, above] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]];
  if (below === undefined || above === undefined) throw new Error("there is nothing to take a percentile of");
  return below + (above - below) * (rank - Math.floor(rank));
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** To `digits` significant ones: more would claim a precision that a shared machine has not. */
export const rounded = (value: number, digits = 4): number => Number(value.toPrecision(digits));
