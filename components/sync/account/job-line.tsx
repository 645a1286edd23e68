"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

import type { Job } from "#lib/schemas/jobs.ts";
import { useLive } from "#components/live/use-live.ts";
import { showToast } from "#components/ui/toast-store.ts";

import { JobProgress } from "../job-progress.tsx";

const over = ["done", "failed", "cancelled"];

interface JobLineProps {
  jobId: string;
  label: string;
  /** What is counted: "days". */
  unit: string;
  /** Said when it is done. */
  done: string;
  onEnded: () => void;
}

/** How far a job of the account is; when it ends the page is read again. Give it the job as its key. */
export function JobLine({ jobId, label, unit, done, onEnded }: JobLineProps) {
  const router = useRouter();
  const { value, readings } = useLive<Job>({
    path: `/jobs/${jobId}`,
    initial: null,
    about: () => [jobId],
    isMoving: ({ status }) => !over.includes(status),
  });
  const status = value?.status;
  const words = value?.error?.message;
  useEffect(() => {
    if (status === undefined || !over.includes(status)) return;
    showToast(
      status === "done"
        ? { text: done }
        : { text: words ?? "This was stopped. What it did until then is kept.", tone: "danger" },
    );
    router.refresh();
    onEnded();
  }, [status, words, done, router, onEnded]);
  return (
    <JobProgress
      label={label}
      unit={unit}
      progress={value?.progress ?? null}
      readings={readings.map(({ value: job, atMs }) => ({ progress: job.progress, atMs }))}
      waits={value?.waitsUntil ? { until: value.waitsUntil, after: words ?? null } : null}
      waitingForWorker={value?.waitingForWorker ?? false}
      waiting="No worker is running: it starts by itself when one does"
    />
  );
}
