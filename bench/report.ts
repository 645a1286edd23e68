import type { Bench, Goal } from "./bench.ts";
import type { Judged } from "./judge.ts";
import type { Machine } from "./machine.ts";

/** What other programs read: one object, nothing else. */
export function toJson(bench: Bench, machine: Machine, { figures, goals, pass }: Judged): string {
  return JSON.stringify({ name: bench.name, machine, figures, goals, pass });
}

/** What people read. */
export function toTable(bench: Bench, machine: Machine, { figures, goals, missed, pass }: Judged): string {
  const rows = Object.entries(figures).map(([key, value]) => {
    const { says = "", unit = "" } = bench.figures[key] ?? {};
    const goal = goals[key];
    const verdict = goal === undefined ? "" : `${wordsOf(goal)}: ${missed.includes(key) ? "missed" : "met"}`;
    return {
      key,
      value: `${String(value)} ${unit === "ratio" || unit === "0 or 1" ? "" : unit}`.trim(),
      verdict,
      says,
    };
  });
  const widthOf = (column: "key" | "value" | "verdict") =>
    Math.max(0, ...rows.map((row) => row[column].length));
  const [keyWidth, valueWidth, verdictWidth] = [widthOf("key"), widthOf("value"), widthOf("verdict")];
  const { cpu, cores, memoryGb, node, postgres } = machine;
  return [
    `${bench.name}: ${bench.summary}`,
    `${cpu}, ${String(cores)} cores, ${String(memoryGb)} GB, Node ${node}, Postgres ${postgres}`,
    "",
    ...rows.map(
      ({ key, value, verdict, says }) =>
        `  ${key.padEnd(keyWidth)}  ${value.padStart(valueWidth)}  ${verdict.padEnd(verdictWidth)}  ${says}`,
    ),
    "",
    pass ? "Every goal is met." : `Missed: ${missed.join(", ")}.`,
  ].join("\n");
}

function wordsOf({ atLeast, atMost }: Goal): string {
  const parts = [
    atLeast === undefined ? null : `at least ${String(atLeast)}`,
    atMost === undefined ? null : `at most ${String(atMost)}`,
  ];
  return parts.filter((part) => part !== null).join(", ");
}
