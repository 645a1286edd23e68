"use client";

import { useState, useTransition } from "react";

import type { Failure } from "#lib/result.ts";
import type { Batch } from "#lib/schemas/batches.ts";
import { cancelJob } from "#components/actions/jobs.ts";
import type { Reading } from "#components/live/use-live.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { InlineError } from "#components/ui/inline-error.tsx";
import { IfMay } from "#components/ui/rights.tsx";
import { ViewHeading } from "#components/ui/view-heading.tsx";

import { BatchSum } from "./batch-sum.tsx";
import { statusWords } from "./batch-status.ts";
import { JobProgress } from "./job-progress.tsx";
import { sourceWords } from "./source-words.ts";

interface BatchRunningProps {
  batch: Batch;
  readings: readonly Reading<Batch>[];
}

/** An import, or its taking back, while it waits or is under way. As high as the result that follows. */
export function BatchRunning({ batch, readings }: BatchRunningProps) {
  const { jobId, status, source, content } = batch;
  const { words, tone } = statusWords(status);
  const undoing = status === "undoing";
  const what = sourceWords({ source, content }).many;
  const title = `${undoing ? "Taking back" : "Importing"} ${what} from ${batch.fileName}`;
  return (
    <div className="grid gap-4 p-4">
      <div>
        <Badge tone={tone}>{words}</Badge>
        <ViewHeading className="mt-3">{title}</ViewHeading>
        <JobProgress
          label={title}
          unit={what}
          progress={batch.progress}
          readings={readings
            .filter(({ value }) => value.status === status)
            .map(({ value, atMs }) => ({ progress: value.progress, atMs }))}
          pace={batch.pace}
          waits={
            batch.waitsUntil === null
              ? null
              : { until: batch.waitsUntil, after: batch.error?.message ?? null }
          }
          waitingForWorker={batch.waitingForWorker}
          waiting={
            undoing
              ? "No worker is running: this waits and starts by itself when one does."
              : "No worker is running: the import waits and starts by itself when one does."
          }
        />
      </div>
      {undoing || <BatchSum batch={batch} />}
      <IfMay permission="jobs:write">{undoing || (jobId && <CancelButton jobId={jobId} />)}</IfMay>
    </div>
  );
}

function CancelButton({ jobId }: { jobId: string }) {
  const [refused, setRefused] = useState<Failure | null>(null);
  const [isPending, start] = useTransition();
  const cancel = () =>
    start(async () => {
      const result = await cancelJob({ id: jobId });
      setRefused(result.ok ? null : result.error);
    });
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button pending={isPending} onClick={cancel}>
        Cancel
      </Button>
      {refused && <InlineError message={refused.message} />}
    </div>
  );
}
