"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import type { z } from "zod";

import type { Job, JobPage } from "#lib/schemas/jobs.ts";
import { useAnnounced } from "#components/live/use-announced.ts";
import { usePages } from "#components/live/use-pages.ts";
import { buttonStyle } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { IfMay } from "#components/ui/rights.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";
import { useListKeys } from "#components/ui/use-list-keys.ts";
import Link from "next/link";

import { JobRow } from "./job-row.tsx";

export type JobFilter = "all" | "running" | "failed";

interface JobsViewProps {
  first: z.infer<typeof JobPage>;
  filter: JobFilter;
  /** A job that the address names: it is open. */
  openId: string | null;
}

const filters = [
  { value: "all", label: "All" },
  { value: "running", label: "Running" },
  { value: "failed", label: "Failed" },
] as const;

const nothing: Record<JobFilter, string> = {
  all: "Imports, syncs and whatever else takes longer will be listed here, with how far it is.",
  running: "Nothing is running now.",
  failed: "Nothing has failed.",
};

/** Jobs, newest first. */
export function JobsView({ first, filter, openId }: JobsViewProps) {
  const router = useRouter();
  const list = useRef<HTMLUListElement>(null);
  const [open, setOpen] = useState(openId);
  const pages = usePages<Job>(`/jobs?limit=50${filter === "all" ? "" : `&status=${filter}`}`, first);
  // Once more was loaded than the first page, a new one would take it away again.
  useAnnounced(["job.changed"], pages.items.length <= first.items.length);
  useListKeys({ list });
  return (
    <>
      <div className="mb-3">
        <Segmented
          label="Which jobs"
          value={filter}
          options={filters}
          onChange={(value) => router.replace(value === "all" ? "/jobs" : `/jobs?status=${value}`)}
        />
      </div>
      <Card aria-label="Jobs">
        {pages.items.length === 0 ? (
          <EmptyState
            action={
              filter === "all" && (
                <IfMay permission="sync:write">
                  <Link href="/sync?new" className={buttonStyle()}>
                    Bring in a mailbox
                  </Link>
                </IfMay>
              )
            }
          >
            {nothing[filter]}
          </EmptyState>
        ) : (
          <ul ref={list}>
            {pages.items.map((job) => (
              <JobRow
                key={job.id}
                initial={job}
                isOpen={open === job.id}
                onToggle={() => setOpen(open === job.id ? null : job.id)}
              />
            ))}
          </ul>
        )}
        {pages.error && (
          <ErrorState className="m-4" message={pages.error.message} requestId={pages.error.requestId} />
        )}
        {pages.hasMore && <ShowMore pending={pages.isLoading} onMore={pages.more} whenSeen />}
      </Card>
    </>
  );
}
