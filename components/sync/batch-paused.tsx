"use client";

import { useState, useTransition } from "react";

import { countOf } from "#lib/format/number.ts";
import type { Failure, Result } from "#lib/result.ts";
import type { Batch } from "#lib/schemas/batches.ts";
import { cancelJob } from "#components/actions/jobs.ts";
import { resumeBatch } from "#components/actions/sync.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { IfMay } from "#components/ui/rights.tsx";
import { ViewHeading } from "#components/ui/view-heading.tsx";

import { BatchSum } from "./batch-sum.tsx";
import { sourceWords } from "./source-words.ts";

interface BatchPausedProps {
  batch: Batch;
  isUndoing: boolean;
  /** Null for whom the role does not let take it back. */
  onUndo: (() => void) | null;
  onDecided: () => void;
}

/** An import that found more people than its preview said: it waits until you say how it goes on. */
export function BatchPaused({ batch, isUndoing, onUndo, onDecided }: BatchPausedProps) {
  const { id, jobId, counts, source, content, error } = batch;
  const { one, many } = sourceWords({ source, content });
  const [refused, setRefused] = useState<Failure | null>(null);
  const [isPending, start] = useTransition();
  const run = (act: () => Promise<Result<unknown>>) => () =>
    start(async () => {
      const result = await act();
      setRefused(result.ok ? null : result.error);
      onDecided();
    });
  return (
    <div className="grid gap-4 p-4">
      <div>
        <Badge tone="warning">Waiting for you</Badge>
        <ViewHeading className="mt-3">
          {countOf(counts.contacts, "person", "people")} so far:{" "}
          <span className="font-normal text-text-muted">go on with</span> {batch.fileName}?
        </ViewHeading>
        <p role="status" className="mt-1 max-w-prose text-reading text-text-muted">
          {error?.message ?? "More people came than the preview said."} {countOf(counts.stored, one, many)}{" "}
          are stored until now.
        </p>
      </div>
      <BatchSum batch={batch} />
      {refused && <ErrorState message={refused.message} requestId={refused.requestId} />}
      <IfMay
        permission="sync:write"
        otherwise={
          <p className="text-text-muted">Your role lets you read here. A member decides how this goes on.</p>
        }
      >
        <div className="flex flex-wrap gap-2">
          <Button look="primary" pending={isPending} onClick={run(() => resumeBatch({ id }))}>
            Import the rest too
          </Button>
          <IfMay permission="jobs:write">
            {jobId && (
              <Button disabled={isPending} onClick={run(() => cancelJob({ id: jobId }))}>
                Stop here, keep what came
              </Button>
            )}
          </IfMay>
          {onUndo && (
            <Button look="quiet" pending={isUndoing} disabled={isPending} onClick={onUndo}>
              Revert
            </Button>
          )}
        </div>
      </IfMay>
    </div>
  );
}
