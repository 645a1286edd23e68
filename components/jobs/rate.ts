import type { Job } from "#lib/schemas/jobs.ts";
import type { Reading } from "#components/live/use-live.ts";

const settledMs = 500;

/** Per second, from what was read while this page looked on; 0 before that tells anything. */
export function rateOf(readings: readonly Reading<Job>[]): number {
  const running = readings.filter(({ value }) => value.status === "running");
  const [first] = running;
  const last = running.at(-1);
  if (!first || !last || last.atMs - first.atMs < settledMs) return 0;
  const passed = last.value.progress.done - first.value.progress.done;
  return passed > 0 ? (passed / (last.atMs - first.atMs)) * 1000 : 0;
}
