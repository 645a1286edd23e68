"use client";

import Link from "next/link";

import { countOf } from "#lib/format/number.ts";
import type { ChangeSetSummary } from "#lib/schemas/change-sets.ts";
import { sentenceOf } from "#components/activity/sentence.ts";
import { usePages } from "#components/live/use-pages.ts";
import { Badge } from "#components/ui/badge.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";
import { Time } from "#components/ui/time.tsx";

import { Part } from "./part.tsx";

/** What a job wrote, each with the way to its diff and back. Nothing where it wrote nothing. */
export function JobChanges({ jobId }: { jobId: string }) {
  const list = usePages<ChangeSetSummary>(`/change-sets?jobId=${jobId}&limit=10`, null);
  if (list.error) return <ErrorState message={list.error.message} requestId={list.error.requestId} />;
  if (list.items.length === 0) return null;
  return (
    <Part title="What it changed">
      <ul className="rounded-control border border-border bg-surface">
        {list.items.map((change) => (
          <Change key={change.id} change={change} />
        ))}
      </ul>
      {list.hasMore && <ShowMore pending={list.isLoading} onMore={list.more} />}
    </Part>
  );
}

function Change({ change }: { change: ChangeSetSummary }) {
  const { before, subject, after } = sentenceOf(change);
  const words = [before, subject?.label, after].filter(Boolean).join(" ");
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-3 border-b border-border px-3 py-1.5 last:border-b-0">
      <Link
        href={`/activity?change=${change.id}`}
        prefetch={false}
        className="min-w-0 grow break-words text-accent first-letter:uppercase hover:underline"
      >
        {words}
      </Link>
      {change.revertedById && <Badge>Taken back</Badge>}
      {/* An import's sentence has its number: its rows are people, companies and batches of what it stored. */}
      {change.kind !== "sync" && (
        <span className="text-text-muted tabular-nums">{countOf(change.itemCount, "row")}</span>
      )}
      <Time at={change.createdAt} className="text-text-muted max-sm:hidden" />
    </li>
  );
}
