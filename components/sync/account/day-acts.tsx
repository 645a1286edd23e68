"use client";

import { useCallback, useState, useTransition } from "react";

import type { DaySource } from "#lib/schemas/reconciliation.ts";
import type { Result } from "#lib/result.ts";
import { countOf } from "#lib/format/number.ts";
import { countDays, fetchMissing } from "#components/actions/sync.ts";
import { Button } from "#components/ui/button.tsx";
import { useMay } from "#components/ui/rights.tsx";
import { showToast } from "#components/ui/toast-store.ts";

import { JobLine } from "./job-line.tsx";

interface Range {
  from: string;
  to: string;
}

interface DayActsProps {
  id: string;
  source: DaySource;
  /** What the buttons are about; null for all there is. */
  range: Range | null;
  /** "Count Feb 2026"; null where there is nothing to count again. */
  words: string | null;
  /** How many are to be fetched there. */
  missing: number;
  /** What is under way already. */
  job: { id: string; kind: "count" | "fetch" } | null;
}

/** Asks the provider again, and fetches what is missing; each is a job whose progress stands here. */
export function DayActs({ id, source, range, words, missing, job }: DayActsProps) {
  const [started, setStarted] = useState<{ jobId: string; kind: "count" | "fetch" } | null>(null);
  const [isPending, start] = useTransition();
  const run = (kind: "count" | "fetch", ask: () => Promise<Result<{ jobId: string }>>) =>
    start(async () => {
      const result = await ask();
      if (result.ok) setStarted({ jobId: result.data.jobId, kind });
      else showToast({ text: result.error.message, tone: "danger" });
    });
  const [ended, setEnded] = useState<string | null>(null);
  const end = useCallback(() => {
    setEnded(started?.jobId ?? job?.id ?? null);
    setStarted(null);
  }, [started, job]);
  const shown = started ?? (job && job.id !== ended ? { jobId: job.id, kind: job.kind } : null);
  const maySync = useMay("sync:write");
  if (!shown && (!maySync || (words === null && missing === 0))) return null;
  const [thing, things] = source === "calendar" ? ["entry", "entries"] : ["message", "messages"];
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-2">
        {maySync && range && missing > 0 && (
          <Button
            size="small"
            look="primary"
            pending={isPending}
            onClick={() => run("fetch", () => fetchMissing({ id, source, ...range }))}
          >
            Fetch {countOf(missing, thing, things)} now
          </Button>
        )}
        {maySync && words !== null && (
          <Button
            size="small"
            pending={isPending}
            onClick={() => run("count", () => countDays({ id, source, ...range }))}
          >
            {words}
          </Button>
        )}
      </div>
      {shown && (
        <JobLine
          key={shown.jobId}
          jobId={shown.jobId}
          label={shown.kind === "count" ? "Counting" : "Fetching"}
          unit={shown.kind === "fetch" ? things : source === "file" ? "bytes" : "days"}
          done={shown.kind === "fetch" ? "Fetched what was missing" : source === "file" ? "Read" : "Counted"}
          onEnded={end}
        />
      )}
    </div>
  );
}
