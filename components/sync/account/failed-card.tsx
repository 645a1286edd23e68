"use client";

import { useCallback, useState, useTransition } from "react";

import { formatNumber } from "#lib/format/number.ts";
import type { FailedItem } from "#lib/schemas/reconciliation.ts";
import { replayFailed } from "#components/actions/sync.ts";
import { Button } from "#components/ui/button.tsx";
import { useMay } from "#components/ui/rights.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";
import { Time } from "#components/ui/time.tsx";
import { showToast } from "#components/ui/toast-store.ts";

import { skipWords } from "../reasons.ts";
import { JobLine } from "./job-line.tsx";

interface FailedCardProps {
  connectionId: string;
  /** The newest of them. */
  items: readonly FailedItem[];
  hasMore: boolean;
  /** Whether it can be tried again as things are. */
  isReplayable: boolean;
}

/** What could not be brought, each with its error; one or all are tried again, from the kept bytes where there are any. */
export function FailedCard({ connectionId, items, hasMore, isReplayable }: FailedCardProps) {
  const [jobId, setJobId] = useState<string | null>(null);
  const end = useCallback(() => setJobId(null), []);
  const canReplay = useMay("sync:write") && isReplayable;
  const [isPending, start] = useTransition();
  const replay = (itemId?: string) =>
    start(async () => {
      const result = await replayFailed({ id: connectionId, ...(itemId ? { itemId } : {}) });
      if (result.ok) setJobId(result.data.jobId);
      else showToast({ text: result.error.message, tone: "danger" });
    });
  if (items.length === 0 && jobId === null) return null;
  return (
    <SectionCard
      title="Failed"
      count={`${formatNumber(items.length)}${hasMore ? "+" : ""}`}
      actions={
        canReplay &&
        items.length > 0 && (
          <Button size="small" pending={isPending} onClick={() => replay()}>
            Try all again
          </Button>
        )
      }
    >
      {jobId && (
        <div className="border-b border-border px-4 py-3">
          <JobLine
            key={jobId}
            jobId={jobId}
            label="Trying again"
            unit="items"
            done="Tried again"
            onEnded={end}
          />
        </div>
      )}
      <ul>
        {items.map(({ id, item, reason, error, at, bytesKept, subject, from }) => (
          <li
            key={id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-border px-4 py-2 last:border-b-0"
          >
            <div className="min-w-0 grow basis-52">
              {subject !== null && (
                <p className="flex flex-wrap gap-x-3">
                  <span dir="auto" className="min-w-0 font-medium break-words">
                    {subject || "No subject"}
                  </span>
                  <span className="min-w-0 break-words text-text-muted">{from}</span>
                </p>
              )}
              <p className="break-words">
                {error ?? (reason ? skipWords(reason) : "It could not be brought.")}
              </p>
              <p className="flex flex-wrap gap-x-3 text-small text-text-muted">
                {subject === null && <span className="max-w-full truncate font-mono">{item}</span>}
                <span>{bytesKept ? "its bytes are kept" : "to be fetched again"}</span>
                <Time at={at} />
              </p>
            </div>
            {canReplay && (
              <Button
                size="small"
                look="quiet"
                pending={isPending}
                aria-label={`Try again: ${subject || item}`}
                onClick={() => replay(id)}
              >
                Try again
              </Button>
            )}
          </li>
        ))}
      </ul>
    </SectionCard>
  );
}
