"use client";

import { Undo2 } from "lucide-react";
import Link from "next/link";
import { useTransition } from "react";

import { countOf, formatNumber } from "#lib/format/number.ts";
import type { Batch } from "#lib/schemas/sync.ts";
import { retryJob } from "#server/actions/jobs.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button, buttonStyle } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";

import { statusWords } from "./batch-status.ts";
import { byCount, skipWords } from "./reasons.ts";
import { Sum } from "./sum.tsx";

interface BatchDoneProps {
  batch: Batch;
  isUndoing: boolean;
  onUndo: () => void;
  onRetried: () => void;
}

/** The account of an import that has ended: every message of the file is in one of its numbers. */
export function BatchDone({ batch, isUndoing, onUndo, onRetried }: BatchDoneProps) {
  const { counts, status } = batch;
  const { words, tone } = statusWords(status);
  const rest = counts.total - counts.stored - counts.skipped - counts.failed;
  const reasons = byCount(batch.skippedBy);
  return (
    <div className="grid gap-4 p-4">
      <div>
        <Badge tone={tone}>{words}</Badge>
        <h2 className="mt-3 text-title font-semibold break-words">
          {status === "done" ? "Imported" : "Imported so far:"} {countOf(counts.stored, "message")}{" "}
          <span className="font-normal text-text-muted">from</span> {batch.fileName}
        </h2>
        <p className="mt-1 text-reading text-text-muted" role="status">
          {countOf(counts.contacts, "contact")} and {countOf(counts.companies, "company", "companies")} were
          added.
          {reasons.length > 0 && (
            <>
              {" "}
              Skipped:{" "}
              {reasons
                .map(([code, count]) => `${formatNumber(count)} ${skipWords(code).toLowerCase()}`)
                .join(", ")}
              .
            </>
          )}
        </p>
      </div>
      <Sum
        total={{ count: counts.total, label: "in the file" }}
        parts={[
          { count: counts.stored, label: "stored" },
          { count: counts.skipped, label: "skipped" },
          { count: counts.failed, label: "failed" },
          ...(rest > 0 ? [{ count: rest, label: "not reached" }] : []),
        ]}
      />
      {status === "failed" && (
        <ErrorState
          message={batch.error?.message ?? "The import stopped. What was imported until then is kept."}
        >
          {batch.jobId && <Retry jobId={batch.jobId} onRetried={onRetried} />}
        </ErrorState>
      )}
      <div className="flex flex-wrap gap-2">
        <Button pending={isUndoing} onClick={onUndo}>
          <Undo2 aria-hidden="true" /> Take it back
        </Button>
        <Link href="/?new" className={buttonStyle({ look: "quiet" })}>
          Bring in another mailbox
        </Link>
      </div>
    </div>
  );
}

function Retry({ jobId, onRetried }: { jobId: string; onRetried: () => void }) {
  const [isPending, start] = useTransition();
  const retry = () =>
    start(async () => {
      await retryJob({ id: jobId });
      onRetried();
    });
  return (
    <Button size="small" pending={isPending} onClick={retry}>
      Try again
    </Button>
  );
}
