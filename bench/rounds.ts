import { mean, median } from "./statistics.ts";

/** One way of doing what is compared; answers its rate, higher being better. */
export type Arm = () => Promise<number>;

export interface Rounds {
  /** Of each arm, its rate per round. */
  rates: ReadonlyMap<string, readonly number[]>;
  first: string;
  /** The first arm once more after the last round, so that each round stands between two of its runs. */
  closing: number;
}

interface RoundsSpec {
  arms: Readonly<Record<string, Arm>>;
  rounds: number;
  /** Says what came of a run, for whoever watches. */
  onRun?: (arm: string, rate: number) => void;
}

/** Runs the arms in turn, A B A B … A, after one run of each to warm up that does not count. */
export async function runRounds({ arms, rounds, onRun }: RoundsSpec): Promise<Rounds> {
  const list = Object.entries(arms);
  const [first] = list;
  if (!first) throw new Error("there is nothing to run");
  for (const [, arm] of list) await arm();
  const rates = new Map(list.map(([name]): [string, number[]] => [name, []]));
  const measure = async (name: string, arm: Arm): Promise<number> => {
    const rate = await arm();
    onRun?.(name, rate);
    return rate;
  };
  for (let round = 0; round < rounds; round++) {
    for (const [name, arm] of list) rates.get(name)?.push(await measure(name, arm));
  }
  return { rates, first: first[0], closing: await measure(...first) };
}

/** The rates of one arm, round by round. Throws for an arm that did not run. */
export function ratesOf({ rates }: Rounds, arm: string): readonly number[] {
  const found = rates.get(arm);
  if (!found) throw new Error(`there is no arm ${arm}`);
  return found;
}

export interface Ratio {
  median: number;
  min: number;
  max: number;
}

/**
 * The rates of `ours` over those of `theirs`, round by round. The first arm counts with the mean of its runs before and
 * after the other, so that a machine that slows down evenly favours neither.
 */
export function ratioOf(measured: Rounds, ours: string, theirs: string): Ratio {
  const [above, below] = [centredRates(measured, ours), centredRates(measured, theirs)];
  const ratios = above.map((rate, round) => rate / (below[round] ?? Number.NaN));
  return { median: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios) };
}

function centredRates(measured: Rounds, arm: string): readonly number[] {
  const rates = ratesOf(measured, arm);
  if (arm !== measured.first) return rates;
  return rates.map((rate, round) => mean([rate, rates[round + 1] ?? measured.closing]));
}

/** The A/A pairs: half the distance between the largest and the smallest ratio of two runs of the first arm in a row. */
export function noiseOf(measured: Rounds): number {
  const runs = [...ratesOf(measured, measured.first), measured.closing];
  const ratios = runs.slice(1).map((rate, index) => rate / (runs[index] ?? Number.NaN));
  return (Math.max(...ratios) - Math.min(...ratios)) / 2;
}
