import { mean, median } from "./statistics.ts";

/** One way of doing the thing that is compared; answers its rate, higher being better. */
export type Arm = () => Promise<number>;

export interface Rounds<K extends string> {
  /** Of each arm, its rate per round. */
  rates: Record<K, number[]>;
  /** The first arm once more after the last round: every round stands between two of its runs. */
  closing: number;
  first: K;
}

interface RoundsSpec<K extends string> {
  arms: Record<K, Arm>;
  rounds: number;
  /** Says what came of a run, for whoever watches. */
  onRun?: (arm: K, rate: number) => void;
}

/** Runs the arms in turn, A B A B … A, after one run of each to warm up that does not count. */
export async function runRounds<K extends string>({ arms, rounds, onRun }: RoundsSpec<K>): Promise<Rounds<K>> {
  const names = Object.keys(arms) as K[];
  const [first] = names;
  if (first === undefined) throw new Error("there is nothing to run");
  for (const name of names) await arms[name]();
  const rates = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  const runOnce = async (name: K): Promise<number> => {
    const rate = await arms[name]();
    onRun?.(name, rate);
    return rate;
  };
  for (let round = 0; round < rounds; round++) {
    for (const name of names) rates[name].push(await runOnce(name));
  }
  return { rates, closing: await runOnce(first), first };
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
export function ratioOf<K extends string>(measured: Rounds<K>, ours: K, theirs: K): Ratio {
  const [above, below] = [ratesOf(measured, ours), ratesOf(measured, theirs)];
  const ratios = above.map((rate, round) => rate / (below[round] ?? Number.NaN));
  return { median: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios) };
}

function ratesOf<K extends string>({ rates, closing, first }: Rounds<K>, arm: K): number[] {
  if (arm !== first) return rates[arm];
  return rates[arm].map((rate, round) => mean([rate, rates[arm][round + 1] ?? closing]));
}

/** The A/A pairs: half the distance between the largest and the smallest ratio of two runs of the first arm in a row. */
export function noiseOf<K extends string>({ rates, closing, first }: Rounds<K>): number {
  const runs = [...rates[first], closing];
  const ratios = runs.slice(1).map((rate, index) => rate / (runs[index] ?? Number.NaN));
  return (Math.max(...ratios) - Math.min(...ratios)) / 2;
}
