"use client";

import { useState } from "react";

import type { TimelinePage } from "#lib/schemas/contacts.ts";
import { useAnnounced } from "#components/live/use-announced.ts";
import { useKeptPages } from "#components/live/use-kept-pages.ts";
import { usePages } from "#components/live/use-pages.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { FilterChip } from "#components/ui/chip.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

import { TimelineDays } from "./timeline-days.tsx";
import { type Entry, type EntryKind, entryKinds } from "./timeline-kinds.ts";

interface TimelineProps {
  /** Below /api/v1, without its query. */
  path: string;
  first: TimelinePage;
  /** "this contact" */
  about: string;
  /** When the page was written. */
  nowMs: number;
}

/** Mail, meetings, notes and tasks by day, newest first; the chips ask for some kinds alone. */
export function Timeline({ path, first, about, nowMs }: TimelineProps) {
  const [kinds, setKinds] = useState<ReadonlySet<EntryKind>>(new Set());
  // A new first page says that something was written: what is narrowed down is then read again.
  const [seen, setSeen] = useState({ first, times: 0 });
  if (seen.first !== first) setSeen({ first, times: seen.times + 1 });
  const wanted = entryKinds.filter(({ kind }) => kinds.has(kind)).map(({ kind }) => kind);
  const turn = (kind: EntryKind) => {
    const next = new Set(kinds);
    if (!next.delete(kind)) next.add(kind);
    setKinds(next);
  };
  const all = `${path}?limit=50`;
  return (
    <Card aria-labelledby="timeline">
      <CardHeader id="timeline" title="Timeline">
        {first.items.length > 0 && (
          <div role="group" aria-label="What to show" className="flex flex-wrap gap-1.5">
            {entryKinds.map(({ kind, label }) => (
              <FilterChip key={kind} pressed={kinds.has(kind)} onPressedChange={() => turn(kind)}>
                {label}
              </FilterChip>
            ))}
          </div>
        )}
      </CardHeader>
      {wanted.length === 0 ? (
        <Everything path={all} first={first} about={about} nowMs={nowMs} />
      ) : (
        <SomeKinds
          key={`${wanted.join()} ${seen.times}`}
          path={`${all}${wanted.map((kind) => `&kinds=${kind}`).join("")}`}
          about={about}
          nowMs={nowMs}
        />
      )}
    </Card>
  );
}

function Everything({ path, first, about, nowMs }: TimelineProps) {
  const pages = useKeptPages<Entry>(path, first);
  // Whoever has scrolled on keeps what they look at.
  useAnnounced(["batch.changed", "connection.changed"], pages.items.length <= first.items.length);
  return (
    <TimelineDays pages={pages} nowMs={nowMs}>
      <EmptyState>Mail, meetings, notes and tasks with {about} will stand here, newest first.</EmptyState>
    </TimelineDays>
  );
}

function SomeKinds({ path, about, nowMs }: Omit<TimelineProps, "first">) {
  const pages = usePages<Entry>(path, null);
  return (
    <TimelineDays pages={pages} nowMs={nowMs}>
      <EmptyState>Nothing of this kind has happened with {about}.</EmptyState>
    </TimelineDays>
  );
}
