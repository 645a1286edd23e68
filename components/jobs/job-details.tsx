"use client";

import Link from "next/link";

import type { Job } from "#lib/schemas/jobs.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Fact, Facts } from "#components/ui/facts.tsx";
import { Time } from "#components/ui/time.tsx";

import { JobBatches } from "./job-batches.tsx";
import { JobChanges } from "./job-changes.tsx";
import { JobItems } from "./job-items.tsx";
import { JobLog } from "./job-log.tsx";
import { tookWords } from "./job-words.ts";
import { Part } from "./part.tsx";

/** When it ran, what went wrong, its log, what it changed, and its items. */
export function JobDetails({ job }: { job: Job }) {
  const took = tookWords(job);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {job.error && <ErrorState message={job.error.message} />}
      {job.status === "paused" && <p>It waits for your answer on the Sync page.</p>}
      <Facts className="max-w-xl">
        {job.about && (
          <Fact label={job.about.batchId ? "Import" : "Of"}>
            <Link
              href={
                job.about.batchId ? `/sync?import=${job.about.batchId}` : `/sync/${job.about.connectionId}`
              }
              prefetch={false}
              className="break-words text-accent hover:underline"
            >
              {job.about.label}
            </Link>
          </Fact>
        )}
        <Fact label="Asked for">
          <Time at={job.createdAt} />
        </Fact>
        <Fact label="Began">{job.startedAt ? <Time at={job.startedAt} /> : "Not yet"}</Fact>
        {job.waitsUntil && (
          <Fact label="Goes on">
            <Time at={job.waitsUntil} />, by itself
          </Fact>
        )}
        {job.finishedAt && (
          <Fact label="Ended">
            <Time at={job.finishedAt} />
            {took && <span className="text-text-muted"> · after {took}</span>}
          </Fact>
        )}
        {job.attempt > 1 && <Fact label="Attempts">{job.attempt}</Fact>}
        <Fact label="Job">
          <span className="flex items-center gap-1">
            <span className="min-w-0 truncate font-mono text-small">{job.id}</span>
            <CopyButton text={job.id} label="Copy the job’s id" />
          </span>
        </Fact>
      </Facts>
      <Part title="Log">
        <JobLog job={job} />
      </Part>
      <JobChanges key={job.status} jobId={job.id} />
      {job.kind === "operations.batch" ? (
        <Part title="Its parts">
          <JobItems key={job.status} jobId={job.id} />
        </Part>
      ) : (
        <JobBatches key={`batches ${job.status}`} jobId={job.id} />
      )}
    </div>
  );
}
