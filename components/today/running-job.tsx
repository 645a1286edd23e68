"use client";

import type { Job } from "#lib/schemas/jobs.ts";
import type { Today } from "#lib/schemas/insights.ts";
import { amountWords, isMoving, jobTitle, statusWords } from "#components/jobs/job-words.ts";
import { rateOf } from "#components/jobs/rate.ts";
import { useLive } from "#components/live/use-live.ts";
import { Progress } from "#components/ui/progress.tsx";

/** A job in one line with a thin bar, live. */
export function RunningJob({ job }: { job: Today["jobs"]["items"][number] }) {
  const { value, readings } = useLive<Job>({
    path: `/jobs/${job.id}`,
    initial: null,
    about: () => [job.id],
    isMoving: ({ status }) => isMoving(status),
  });
  const { status, progress } = value ?? job;
  const title = jobTitle(job);
  return (
    <li className="border-b border-border last:border-b-0">
      <a
        href={`/jobs?job=${job.id}`}
        data-row={job.id}
        className="block px-4 py-2 -outline-offset-2 hover:bg-sunken"
      >
        <span className="flex items-baseline gap-3">
          <span className="min-w-0 grow truncate font-medium">{title}</span>
          <span className="shrink-0 text-text-muted">{statusWords(status).words}</span>
        </span>
        <span className="block min-h-5 truncate text-text-muted tabular-nums">
          {value ? amountWords(value, rateOf(readings)) : ""}
        </span>
        <Progress label={title} done={progress.done} total={progress.total} />
      </a>
    </li>
  );
}
