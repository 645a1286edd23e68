import type { BenchOptions } from "./options.ts";

export interface Goal {
  atLeast?: number;
  atMost?: number;
}

export interface Figure<K extends string = string> {
  says: string;
  unit:
    | "ratio"
    | "messages/s"
    | "/s"
    | "rows/s"
    | "ms"
    | "s"
    | "MB"
    | "messages"
    | "rows"
    | "0 or 1"
    | "kB"
    | "of 100"
    | "points"
    | "answers"
    | "calls"
    | "tokens";
  goal?: Goal;
  /** The figure that holds the noise floor of this ratio: a goal missed by less is not missed. */
  noise?: K;
}

export type Measured<K extends string = string> = Partial<Record<K, number>>;

export interface BenchRun {
  options: BenchOptions;
  /** To whoever watches; never on standard output with --json. */
  say: (sentence: string) => void;
  /** Undone in reverse order at the end, also when the run is interrupted. */
  atEnd: (undo: () => Promise<void>) => void;
}

export interface Bench<K extends string = string> {
  name: string;
  summary: string;
  figures: Record<K, Figure<K>>;
  /** Leaves out what cannot be measured here, and says so. */
  run(run: BenchRun): Promise<Measured<K>>;
}

/** Goals stand with their figures, so that there is none without. */
export const defineBench = <K extends string>(bench: Bench<K>): Bench<K> => bench;
