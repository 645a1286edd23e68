"use client";

import { Undo2 } from "lucide-react";
import Link from "next/link";
import { useTransition } from "react";

import { countOf, formatNumber } from "#lib/format/number.ts";
import type { Batch } from "#lib/schemas/batches.ts";
import { retryJob } from "#components/actions/jobs.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button, buttonStyle } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Loaded } from "#components/ui/loaded.tsx";
import { IfMay } from "#components/ui/rights.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { ViewHeading } from "#components/ui/view-heading.tsx";

import { statusWords } from "./batch-status.ts";
import { BatchSum } from "./batch-sum.tsx";
import { expectedWords } from "./expected-words.ts";
import { FileLeft } from "./file-left.tsx";
import { byCount, skipWords } from "./reasons.ts";
import { sourceWords } from "./source-words.ts";

const loadItems = () => import("./batch-items.tsx").then((all) => ({ default: all.BatchItems }));

interface BatchDoneProps {
  batch: Batch;
  isUndoing: boolean;
  /** Null for whom the role does not let take it back. */
  onUndo: (() => void) | null;
  onRetried: () => void;
}

/** The account of an import that has ended: every message of the file is in one of its numbers. */
export function BatchDone({ batch, isUndoing, onUndo, onRetried }: BatchDoneProps) {
  const { counts, status, source, content } = batch;
  const { one, many } = sourceWords({ source, content });
  const { words, tone } = statusWords(status);
  const reasons = byCount(batch.skippedBy).map(
    ([code, count]) => `${skipWords(code).toLowerCase()} (${formatNumber(count)})`,
  );
  const differences = expectedWords(batch);
  return (
    <div className="grid gap-4 p-4">
      <div>
        <Badge tone={tone}>{words}</Badge>
        <ViewHeading className="mt-3">
          {status === "done" ? "Imported" : "Imported so far:"} {countOf(counts.stored, one, many)}{" "}
          <span className="font-normal text-text-muted">from</span> {batch.fileName}
        </ViewHeading>
        <p className="mt-1 text-reading text-text-muted" role="status">
          {countOf(counts.contacts, "contact")} and {countOf(counts.companies, "company", "companies")} were
          added.
          {reasons.length > 0 && ` Skipped: ${reasons.join(", ")}.`}
        </p>
      </div>
      {differences.length > 0 && (
        <p className="max-w-prose text-reading text-text-muted">{differences.join(" ")}</p>
      )}
      <BatchSum batch={batch} />
      {status === "failed" && (
        <ErrorState
          message={batch.error?.message ?? "The import stopped. What was imported until then is kept."}
        >
          <IfMay permission="jobs:write">
            {batch.jobId && <Retry jobId={batch.jobId} onRetried={onRetried} />}
          </IfMay>
        </ErrorState>
      )}
      {status !== "done" && batch.fileKept && <FileLeft batch={batch} onRemoved={onRetried} />}
      <div className="flex flex-wrap gap-2">
        {onUndo && (
          <Button pending={isUndoing} onClick={onUndo}>
            <Undo2 aria-hidden="true" /> Revert
          </Button>
        )}
        <Link href="/contacts" className={buttonStyle({ look: "quiet" })}>
          See your contacts
        </Link>
        <Link href={`/sync/${batch.connectionId}`} className={buttonStyle({ look: "quiet" })}>
          Day by day
        </Link>
        <IfMay permission="sync:write">
          <Link href="/sync?new" className={buttonStyle({ look: "quiet" })}>
            Bring in more
          </Link>
        </IfMay>
      </div>
      <Loaded load={loadItems} props={{ batch }} meanwhile={<SkeletonRows count={4} label="Loading" />} />
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
