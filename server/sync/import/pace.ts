import { z } from "zod";

/** Places that an import has passed, oldest first: kept with its cursor, so that its pace outlives its turns and workers. */
export const Marks = z.array(z.object({ atMs: z.number(), done: z.number() }));
export type Marks = z.infer<typeof Marks>;

const everyMs = 10_000;
/** Google's limit lets mail come minute by minute: less than two of them tell nothing of the pace. */
const spanMs = 150_000;
const settledMs = 2_000;

/** With a mark for this moment, where the last one is old enough; the ones out of the span go, but for the newest of them. */
export function markAt(marks: Marks, done: number, nowMs: number): Marks {
  const last = marks.at(-1);
  if (last && nowMs - last.atMs < everyMs && marks.length > 1) return marks;
  const from = marks.findLastIndex(({ atMs }) => atMs < nowMs - spanMs);
  return [...marks.slice(Math.max(0, from)), { atMs: nowMs, done }];
}

/** The marks of an import that goes on: what stood still for long starts anew. */
export const recent = (marks: Marks, nowMs: number): Marks =>
  (marks.at(-1)?.atMs ?? 0) > nowMs - spanMs ? marks : [];

/** Items a second over the marks, and what is left in seconds. Null where it is too early, or nothing moved. */
export function paceOf(
  marks: Marks,
  { done, total }: { done: number; total: number },
  nowMs: number,
): { perSecond: number; secondsLeft: number } | null {
  const [first] = marks;
  if (!first || nowMs - first.atMs < settledMs || done <= first.done) return null;
  const perSecond = ((done - first.done) / (nowMs - first.atMs)) * 1000;
  return { perSecond, secondsLeft: Math.ceil(Math.max(0, total - done) / perSecond) };
}
