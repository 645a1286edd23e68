import { instantOf, localOf } from "#lib/format/local-time.ts";
import { dayWords, formatDate, formatTime, weekdayWords } from "#lib/format/time.ts";
import type { Task } from "#lib/schemas/tasks.ts";
import { wallClock } from "#lib/zone.ts";

export interface TaskGroup {
  label: string;
  isOverdue: boolean;
  tasks: Task[];
}

const dayMs = 86_400_000;

/** "Wed 25 Nov", with the year where it is another one. */
function dueDayWords(at: string, nowMs: number, timeZone: string): string {
  const { date } = wallClock(at, timeZone);
  const weekday = weekdayWords(date).slice(0, 3);
  const isThisYear = date.slice(0, 4) === wallClock(nowMs, timeZone).date.slice(0, 4);
  return isThisYear ? `${weekday} ${dayWords(date)}` : `${weekday}, ${formatDate(at, timeZone)}`;
}

/** "Today", "Tomorrow", "Yesterday" or the day, in the zone of the reader. */
function dayLabel(at: string, nowMs: number, timeZone: string): string {
  const words = (ms: number) => dueDayWords(new Date(ms).toISOString(), nowMs, timeZone);
  const day = dueDayWords(at, nowMs, timeZone);
  if (day === words(nowMs)) return "Today";
  if (day === words(nowMs + dayMs)) return "Tomorrow";
  return day === words(nowMs - dayMs) ? "Yesterday" : day;
}

export const isOverdue = ({ dueAt, doneAt }: Pick<Task, "dueAt" | "doneAt">, nowMs: number): boolean =>
  doneAt === null && dueAt !== null && Date.parse(dueAt) < nowMs;

/** Open tasks: what is overdue, then by day, then those without one. In the order they come. */
export function groupByDue(tasks: readonly Task[], nowMs: number, timeZone: string): TaskGroup[] {
  const labelled = Map.groupBy(tasks, (task) => {
    if (isOverdue(task, nowMs)) return "Overdue";
    return task.dueAt === null ? "No date" : dayLabel(task.dueAt, nowMs, timeZone);
  });
  return [...labelled].map(([label, of]) => ({ label, isOverdue: label === "Overdue", tasks: of }));
}

/** Done tasks by the day they were done, the last one first. */
export function groupByDone(tasks: readonly Task[], nowMs: number, timeZone: string): TaskGroup[] {
  const sorted = tasks.toSorted((a, b) => (b.doneAt ?? "").localeCompare(a.doneAt ?? ""));
  const labelled = Map.groupBy(sorted, ({ doneAt }) =>
    doneAt === null ? "Open again" : dayLabel(doneAt, nowMs, timeZone),
  );
  return [...labelled].map(([label, of]) => ({ label, isOverdue: false, tasks: of }));
}

/** When a task is due, said beside it: the time where its group says the day, or else both. */
export const dueWords = (dueAt: string, nowMs: number, timeZone: string): string =>
  `${dayLabel(dueAt, nowMs, timeZone)}, ${formatTime(dueAt, timeZone)}`;

/** An instant as a datetime-local field holds it, by the clocks of the zone. */
export const toLocalField = (at: string | null, timeZone: string): string =>
  at === null ? "" : localOf(at, timeZone);

/** The other way; null for an empty field. */
export const fromLocalField = (value: string, timeZone: string): string | null =>
  Number.isNaN(Date.parse(value)) ? null : instantOf(value, timeZone);
