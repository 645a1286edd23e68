"use client";

import type { ChangeSet } from "#lib/schemas/change-sets.ts";
import { ChangeDetails } from "#components/activity/change-details.tsx";
import { sentenceOf } from "#components/activity/sentence.ts";
import { useLive } from "#components/live/use-live.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";

/** So many records are shown at once; more of them when asked for. */
const openMax = 5;

/** The change that a proposal would take back, as Activity tells it, with every record of it. */
export function WhatGoesBack({ changeSetId, part }: { changeSetId: string; part: number | null }) {
  const { value, error } = useLive<ChangeSet>({
    path: `/change-sets/${changeSetId}?limit=1`,
    initial: null,
    about: () => [],
    isMoving: () => false,
  });
  if (!value) {
    if (error) return <ErrorState message={error.message} requestId={error.requestId} />;
    return <Skeleton className="w-2/3" />;
  }
  const { before, subject, after } = sentenceOf(value);
  return (
    <section aria-label="What goes back" className="grid min-w-0 gap-2">
      <p className="break-words first-letter:uppercase">
        {[before, subject && `“${subject.label}”`, after].filter(Boolean).join(" ")}{" "}
        <Time at={value.createdAt} className="text-text-muted" />
      </p>
      {part !== null && <p>Of it only step {part + 1} goes back; the records of all its steps are below.</p>}
      {value.itemCount <= openMax ? (
        <ChangeDetails id={changeSetId} />
      ) : (
        <details className="min-w-0">
          <summary className="w-fit rounded-control text-accent">All {value.itemCount} records</summary>
          <ChangeDetails id={changeSetId} />
        </details>
      )}
    </section>
  );
}
