"use client";

import { useEffect, useState } from "react";
import type { z } from "zod";

import { formatDateTime, formatInstant } from "#lib/format/time.ts";
import type { JobLogEntry, JobLogPage } from "#lib/schemas/job-log.ts";
import type { Job } from "#lib/schemas/jobs.ts";
import { useLive } from "#components/live/use-live.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import { useTimeZone } from "#components/ui/time-zone.tsx";

import { isMoving } from "./job-words.ts";
import { logWords } from "./log-words.ts";

/** So many lines are seen before all of them are asked for. */
const shownFirst = 12;

/** What became of a job turn by turn, newest first, live while it moves. */
export function JobLog({ job }: { job: Job }) {
  const { value, error, reload } = useLive<z.infer<typeof JobLogPage>>({
    // All that is kept of one.
    path: `/jobs/${job.id}/log?limit=200`,
    initial: null,
    about: () => [job.id],
    isMoving: () => isMoving(job.status),
  });
  const [isWhole, setWhole] = useState(false);
  // The line of its end is written after the last that was listened to.
  useEffect(() => reload(), [job.status, reload]);
  if (!value) {
    if (error) return <ErrorState message={error.message} requestId={error.requestId} />;
    return <SkeletonRows count={3} label="Loading the log" />;
  }
  const lines = isWhole ? value.items : value.items.slice(0, shownFirst);
  const left = value.items.length - lines.length;
  return (
    <>
      <ol className="rounded-control border border-border bg-surface py-1">
        {lines.map((entry) => (
          <Line key={entry.seq} entry={entry} isBytes={job.kind === "previews.build"} />
        ))}
      </ol>
      {left > 0 && (
        <Button size="small" look="quiet" className="mt-1 text-accent" onClick={() => setWhole(true)}>
          {left} earlier
        </Button>
      )}
    </>
  );
}

function Line({ entry, isBytes }: { entry: JobLogEntry; isBytes: boolean }) {
  const timeZone = useTimeZone();
  const isBad = entry.event === "failed" || entry.event === "retry";
  return (
    <li className="grid grid-cols-[7rem_minmax(0,1fr)] items-baseline gap-x-3 px-3 py-0.5">
      <time
        dateTime={entry.at}
        title={formatDateTime(entry.at, timeZone)}
        className="font-mono text-small text-text-muted tabular-nums"
      >
        {formatInstant(entry.at, timeZone)}
      </time>
      <span className={cn("break-words", isBad && "text-danger")}>
        {logWords(entry, isBytes)}
        {entry.dueAt && (
          <span className="text-text-muted">
            {" "}
            · goes on <Time at={entry.dueAt} />
          </span>
        )}
      </span>
    </li>
  );
}
