import { formatNumber } from "#lib/format/number.ts";
import { formatDuration } from "#lib/format/time.ts";
import { Progress } from "#components/ui/progress.tsx";

interface Amount {
  done: number;
  total: number;
}

interface JobProgressProps {
  label: string;
  /** What is counted: "messages". */
  unit: string;
  progress: Amount | null;
  /** Earlier readings and when they were made: what the rate is told from. */
  readings: readonly { progress: Amount | null; atMs: number }[];
  waitingForWorker: boolean;
  /** Said while no worker has taken it. */
  waiting: string;
}

/** One line with a thin bar: "1,204 of 1,659 messages · 380/s · 2 s left". */
export function JobProgress({
  label,
  unit,
  progress,
  readings,
  waitingForWorker,
  waiting,
}: JobProgressProps) {
  const { done, total } = progress ?? { done: 0, total: 0 };
  const rate = ratePerSecond(readings);
  const parts = [
    total > 0
      ? `${formatNumber(done)} of ${formatNumber(total)} ${unit}`
      : done > 0
        ? `${formatNumber(done)} ${unit}`
        : "Starting",
    rate >= 1 ? `${formatNumber(rate)}/s` : null,
    rate >= 1 && total > done ? `${formatDuration(((total - done) / rate) * 1000)} left` : null,
  ].filter((part) => part !== null);
  return (
    <div className="grid gap-2">
      <Progress label={label} done={done} total={total} />
      <p className="min-h-5 text-text-muted tabular-nums">{waitingForWorker ? waiting : parts.join(" · ")}</p>
    </div>
  );
}

function ratePerSecond(readings: JobProgressProps["readings"]): number {
  const known = readings.filter(({ progress }) => progress !== null);
  const [first] = known;
  const last = known.at(-1);
  if (!first?.progress || !last?.progress || last.atMs - first.atMs < 500) return 0;
  return ((last.progress.done - first.progress.done) / (last.atMs - first.atMs)) * 1000;
}
