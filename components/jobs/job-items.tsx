"use client";

import type { z } from "zod";

import type { OperationBatchItem } from "#lib/schemas/operation-batches.ts";
import { usePages } from "#components/live/use-pages.ts";
import { Badge } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";

type Item = z.infer<typeof OperationBatchItem>;

const states = {
  queued: { words: "To do", tone: "accent" },
  done: { words: "Done", tone: "neutral" },
  failed: { words: "Failed", tone: "danger" },
} as const;

/** What became of each part of a job. */
export function JobItems({ jobId }: { jobId: string }) {
  const list = usePages<Item>(`/operation-batches/${jobId}/items?limit=50`, null);
  if (list.error && list.items.length === 0) {
    return <ErrorState message={list.error.message} requestId={list.error.requestId} />;
  }
  if (list.isLoading && list.items.length === 0) return <SkeletonRows count={4} label="Loading" />;
  if (list.items.length === 0) return <EmptyState>This job has no parts.</EmptyState>;
  return (
    <section aria-label="Its parts" className="rounded-control border border-border bg-surface">
      <ul>
        {list.items.map(({ index, status, error }) => (
          <li
            key={index}
            className="flex min-h-9 flex-wrap items-center gap-x-3 border-b border-border px-3 py-1.5 last:border-b-0"
          >
            <span className="w-12 font-mono text-text-muted tabular-nums">{index + 1}</span>
            <Badge tone={states[status].tone}>{states[status].words}</Badge>
            {error && <span className="min-w-0 break-words text-danger">{error.message}</span>}
          </li>
        ))}
      </ul>
      {list.hasMore && <ShowMore pending={list.isLoading} onMore={list.more} />}
    </section>
  );
}
