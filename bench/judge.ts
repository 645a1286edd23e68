import type { Bench, Goal, Measured } from "./bench.ts";
import { rounded } from "./statistics.ts";

/** However noisy the machine is, a goal missed by more than this is missed. */
const toleranceMax = 0.05;

export interface Judged {
  figures: Record<string, number>;
  /** Of the figures that were measured. */
  goals: Record<string, Goal>;
  missed: string[];
  pass: boolean;
}

/** Compares what was measured with its goals. A ratio may fall short by the noise of its own run, and no further. */
export function judge(bench: Bench, measured: Measured): Judged {
  const figures: Record<string, number> = {};
  const goals: Record<string, Goal> = {};
  const missed: string[] = [];
  for (const [key, { goal, noise }] of Object.entries(bench.figures)) {
    const value = measured[key];
    if (value === undefined) continue;
    figures[key] = rounded(value);
    if (!goal) continue;
    goals[key] = goal;
    const tolerance = Math.min(toleranceMax, (noise === undefined ? undefined : measured[noise]) ?? 0);
    if (!isMet(goal, value, tolerance)) missed.push(key);
  }
  return { figures, goals, missed, pass: missed.length === 0 };
}

function isMet({ atLeast, atMost }: Goal, value: number, tolerance: number): boolean {
  if (Number.isNaN(value)) return false;
  if (atLeast !== undefined && value < atLeast - tolerance) return false;
  return atMost === undefined || value <= atMost + tolerance;
}
