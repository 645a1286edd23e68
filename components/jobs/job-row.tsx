"use client";

import { ChevronRight } from "lucide-react";
import { useId, useTransition } from "react";

import type { Job } from "#lib/schemas/jobs.ts";
import { cancelJob, retryJob } from "#components/actions/jobs.ts";
import { useLive } from "#components/live/use-live.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Progress } from "#components/ui/progress.tsx";
import { IfMay } from "#components/ui/rights.tsx";
import { Time } from "#components/ui/time.tsx";
import { showToast } from "#components/ui/toast-store.ts";

import { JobDetails } from "./job-details.tsx";
import { amountWords, isMoving, jobTitle, statusWords } from "./job-words.ts";
import { rateOf } from "./rate.ts";

interface JobRowProps {
  initial: Job;
  isOpen: boolean;
  onToggle: () => void;
}

/** One job in one line, live while it moves; it opens to what became of its parts. */
export function JobRow({ initial, isOpen, onToggle }: JobRowProps) {
  const id = useId();
  const { value, readings, reload } = useLive<Job>({
    path: `/jobs/${initial.id}`,
    initial,
    about: () => [initial.id],
    isMoving: ({ status }) => isMoving(status),
  });
  const job = value ?? initial;
  const { words, tone } = statusWords(job.status);
  const title = jobTitle(job);
  return (
    <li className="border-b border-border last:border-b-0">
      <div className="relative grid min-h-9 grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 px-4 py-1.5 transition-colors hover:bg-sunken md:grid-cols-[auto_minmax(0,14rem)_minmax(0,1fr)_5.5rem_7.5rem]">
        <ChevronRight
          aria-hidden="true"
          className={cn("size-4 stroke-[1.5] text-text-muted transition-transform", isOpen && "rotate-90")}
        />
        <button
          type="button"
          data-row={job.id}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={onToggle}
          className="truncate text-left font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          {title}
        </button>
        <div className="min-w-0 max-md:order-last max-md:col-span-2 max-md:pl-7">
          <p className="truncate text-text-muted tabular-nums empty:hidden">
            {[job.about?.label, amountWords(job, rateOf(readings))].filter(Boolean).join(" · ")}
          </p>
          {isMoving(job.status) && (
            <Progress label={title} done={job.progress.done} total={job.progress.total} className="mt-0.5" />
          )}
        </div>
        <Time at={job.createdAt} className="text-right text-text-muted max-md:order-last max-md:self-start" />
        <div className="relative flex justify-end gap-2">
          <IfMay permission="jobs:write">
            <Act job={job} onDone={reload} />
          </IfMay>
          {!isMoving(job.status) && job.status !== "failed" && <Badge tone={tone}>{words}</Badge>}
          {job.status === "failed" && <Badge tone="danger">{words}</Badge>}
        </div>
      </div>
      {isOpen && (
        <div id={id} className="border-t border-border bg-background px-4 py-3 md:pl-11">
          <JobDetails job={job} />
        </div>
      )}
    </li>
  );
}

function Act({ job, onDone }: { job: Job; onDone: () => void }) {
  const [isPending, start] = useTransition();
  const run = (act: typeof cancelJob) => () =>
    start(async () => {
      const result = await act({ id: job.id });
      if (!result.ok) showToast({ text: result.error.message, tone: "danger" });
      onDone();
    });
  if (isMoving(job.status)) {
    return (
      <Button size="small" look="quiet" pending={isPending || job.cancelRequested} onClick={run(cancelJob)}>
        {job.cancelRequested ? "Stopping" : "Stop"}
      </Button>
    );
  }
  if (job.status !== "failed" && job.status !== "cancelled") return null;
  return (
    <Button size="small" look="quiet" className="text-accent" pending={isPending} onClick={run(retryJob)}>
      Retry
    </Button>
  );
}
