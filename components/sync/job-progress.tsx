import { Progress } from "#components/ui/progress.tsx";

import { type ProgressAmounts, progressWords } from "./progress-words.ts";

interface JobProgressProps extends ProgressAmounts {
  label: string;
  waitingForWorker: boolean;
  /** Said while no worker has taken it. */
  waiting: string;
}

/** One line with a thin bar: "1,204 of 1,659 messages · 380/s · 2 s left". */
export function JobProgress({ label, waitingForWorker, waiting, ...amounts }: JobProgressProps) {
  const { done, total } = amounts.progress ?? { done: 0, total: 0 };
  return (
    <div className="grid gap-0.5">
      <p className="min-h-5 text-text-muted tabular-nums">
        {waitingForWorker ? waiting : progressWords(amounts)}
      </p>
      <Progress label={label} done={done} total={total} />
    </div>
  );
}
