"use client";

import { useState, useTransition } from "react";

import type { Job } from "#lib/schemas/jobs.ts";
import { revertChangeSet } from "#components/actions/change-sets.ts";
import { useLive } from "#components/live/use-live.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { IfMay } from "#components/ui/rights.tsx";
import { SignInLink } from "#components/ui/sign-in-link.tsx";
import { showToast } from "#components/ui/toast-store.ts";

export interface Outside {
  jobId: string;
  /** What takes it back; null where nothing does. */
  changeSetId: string | null;
  /** "Being archived in Gmail…", "Archived in Gmail". */
  doing: string;
  done: string;
}

/** Something that a worker does at Google for the person: that it is done is said when it is. */
export function OutsideWork({ work }: { work: Outside }) {
  const { jobId, changeSetId, doing, done } = work;
  const [isPending, start] = useTransition();
  const [isUndone, setUndone] = useState(false);
  const { value, error } = useLive<Job>({
    path: `/jobs/${jobId}`,
    initial: null,
    about: () => [jobId],
    isMoving: ({ status }) => status === "queued" || status === "running" || status === "paused",
  });
  const failed = value?.status === "failed" || value?.status === "cancelled";
  const refusal = error?.message ?? value?.error?.message;
  const undo = () =>
    start(async () => {
      const result = await revertChangeSet({ id: changeSetId ?? "" });
      if (result.ok) setUndone(true);
      else showToast({ text: result.error.message, tone: "danger" });
    });
  const said = value?.status === "done" ? done : doing;
  return (
    <div role="status" className="flex min-h-7 flex-wrap items-center gap-2">
      <p className={cn("min-w-0", failed ? "text-danger" : "text-text-muted")}>
        {isUndone ? "Being taken back…" : failed ? `Not done: ${refusal ?? "it was stopped."}` : said}
        {!isUndone && !failed && refusal ? ` ${refusal} It is tried again by itself.` : ""}
      </p>
      <SignInLink words={refusal ?? ""} />
      {changeSetId !== null && !isUndone && !failed && (
        <IfMay permission="changes:write">
          <Button size="small" look="quiet" className="text-accent" pending={isPending} onClick={undo}>
            Undo
          </Button>
        </IfMay>
      )}
    </div>
  );
}
