"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";

import type { Failure } from "#lib/result.ts";
import type { Batch } from "#lib/schemas/batches.ts";
import { undoBatch } from "#components/actions/sync.ts";
import { useLive } from "#components/live/use-live.ts";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Loaded } from "#components/ui/loaded.tsx";
import { useMay } from "#components/ui/rights.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";

import { BatchDone } from "./batch-done.tsx";
import { BatchRunning } from "./batch-running.tsx";
import { BatchUndone } from "./batch-undone.tsx";
import { isMoving } from "./batch-status.ts";

// Few imports ever ask: no page waits for it.
const loadPaused = () => import("./batch-paused.tsx").then((all) => ({ default: all.BatchPaused }));

/** An import after its approval: progress, then the result, then what taking it back left. */
export function BatchView({ initial }: { initial: Batch }) {
  const router = useRouter();
  const { value, readings, error, reload } = useLive<Batch>({
    path: `/batches/${initial.id}`,
    initial,
    about: (batch) => [initial.id, batch?.jobId ?? null],
    isMoving: ({ status }) => isMoving(status),
  });
  const batch = value ?? initial;
  const [refused, setRefused] = useState<Failure | null>(null);
  const [isUndoing, start] = useTransition();
  const mayUndo = useMay("sync:write");

  // What it made or took away shows up in the lists of the page.
  const shown = useRef(initial.status);
  useEffect(() => {
    if (shown.current === batch.status) return;
    shown.current = batch.status;
    router.refresh();
  }, [batch.status, router]);

  const undo = () =>
    start(async () => {
      const result = await undoBatch({ id: batch.id });
      setRefused(result.ok ? null : result.error);
      reload();
    });
  const failure = refused ?? error;
  const onUndo = mayUndo ? undo : null;

  return (
    <Card aria-label={`Import of ${batch.fileName}`}>
      {isMoving(batch.status) ? (
        <BatchRunning batch={batch} readings={readings} />
      ) : batch.status === "undone" ? (
        <BatchUndone batch={batch} onFileRemoved={reload} />
      ) : batch.status === "paused" ? (
        <Loaded
          load={loadPaused}
          props={{ batch, isUndoing, onUndo, onDecided: reload }}
          meanwhile={<SkeletonRows count={4} label="Loading" />}
        />
      ) : (
        <BatchDone batch={batch} isUndoing={isUndoing} onUndo={onUndo} onRetried={reload} />
      )}
      {failure && <ErrorState className="m-4 mt-0" message={failure.message} requestId={failure.requestId} />}
    </Card>
  );
}
