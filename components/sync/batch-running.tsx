"use client";

import { useState, useTransition } from "react";

import type { Failure } from "#lib/result.ts";
import type { Batch } from "#lib/schemas/sync.ts";
import { cancelJob } from "#server/actions/jobs.ts";
import type { Reading } from "#components/live/use-live.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";

import { statusWords } from "./batch-status.ts";
import { JobProgress } from "./job-progress.tsx";

interface BatchRunningProps {
  batch: Batch;
  readings: readonly Reading<Batch>[];
}

export function BatchRunning({ batch, readings }: BatchRunningProps) {
  const [refused, setRefused] = useState<Failure | null>(null);
  const [isPending, start] = useTransition();
  const { jobId, status } = batch;
  const { words, tone } = statusWords(status);
  const undoing = status === "undoing";
  const title = undoing ? `Taking back ${batch.fileName}` : `Importing ${batch.fileName}`;

  const cancel = (id: string) =>
    start(async () => {
      const result = await cancelJob({ id });
      setRefused(result.ok ? null : result.error);
    });

  return (
    <div className="grid gap-3 p-4">
      <div>
        <Badge tone={tone}>{words}</Badge>
      </div>
      <div className="flex items-center justify-between gap-4">
        <h2 className="min-w-0 truncate text-title font-semibold">{title}</h2>
        {!undoing && jobId && (
          <Button size="small" look="quiet" pending={isPending} onClick={() => cancel(jobId)}>
            {isPending ? "Stopping…" : "Cancel"}
          </Button>
        )}
      </div>
      <JobProgress
        label={title}
        unit="messages"
        progress={batch.progress}
        readings={readings
          .filter(({ value }) => value.status === status)
          .map(({ value, atMs }) => ({ progress: value.progress, atMs }))}
        waitingForWorker={batch.waitingForWorker}
        waiting={
          undoing
            ? "No worker is running: this waits and starts by itself when one does."
            : "No worker is running: the import waits and starts by itself when one does."
        }
      />
      {refused && (
        <p role="alert" className="text-danger">
          {refused.message}
        </p>
      )}
    </div>
  );
}
