import { parseArgs } from "node:util";

export interface BenchOptions {
  json: boolean;
  /** Rounds of each comparison; null leaves the bench its own. */
  rounds: number | null;
  /** Messages or rows of the large part; null leaves the bench its own. */
  size: number | null;
  /** Of a bench that has parts, the only ones to measure; empty for all. */
  parts: readonly string[];
  installPeers: boolean;
}

/** Whether a part is to be measured. */
export const wants = ({ parts }: Pick<BenchOptions, "parts">, part: string): boolean =>
  parts.length === 0 || parts.includes(part);

/** Throws a sentence where an option is not known or not a number. */
export function readOptions(args: readonly string[]): { names: string[]; options: BenchOptions } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      rounds: { type: "string" },
      size: { type: "string" },
      part: { type: "string", multiple: true, default: [] },
      "install-peers": { type: "boolean", default: false },
    },
  });
  return {
    names: positionals,
    options: {
      json: values.json,
      rounds: count("rounds", values.rounds),
      size: count("size", values.size),
      parts: values.part,
      installPeers: values["install-peers"],
    },
  };
}

function count(name: string, value: string | undefined): number | null {
  if (value === undefined) return null;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} takes a whole number from 1 on.`);
  return number;
}
