"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";

import type { Job } from "#lib/schemas/jobs.ts";
import { syncConnection } from "#components/actions/sync.ts";
import { useLive } from "#components/live/use-live.ts";
import { Button } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast-store.ts";

/** Brings what is new; the button says so until it is here. */
export function SyncNow({ connectionId }: { connectionId: string }) {
  const [jobId, setJobId] = useState<string | null>(null);
  const [isPending, start] = useTransition();
  const sync = () =>
    start(async () => {
      const result = await syncConnection({ id: connectionId });
      if (result.ok) setJobId(result.data.jobId);
      else showToast({ text: result.error.message, tone: "danger" });
    });
  const isBusy = isPending || jobId !== null;
  return (
    <>
      <Button pending={isBusy} onClick={sync}>
        <span className="grid">
          {/* Both lie on each other, so that the button keeps its width. */}
          <span className={isBusy ? "invisible col-start-1 row-start-1" : "col-start-1 row-start-1"}>
            Sync now
          </span>
          <span className={isBusy ? "col-start-1 row-start-1" : "invisible col-start-1 row-start-1"}>
            Syncing…
          </span>
        </span>
      </Button>
      {jobId && <Watch key={jobId} jobId={jobId} onEnded={() => setJobId(null)} />}
    </>
  );
}

const over = ["done", "failed", "cancelled"];

function Watch({ jobId, onEnded }: { jobId: string; onEnded: () => void }) {
  const router = useRouter();
  const { value } = useLive<Job>({
    path: `/jobs/${jobId}`,
    initial: null,
    about: () => [jobId],
    isMoving: ({ status }) => !over.includes(status),
  });
  const status = value?.status;
  const words = value?.error?.message;
  useEffect(() => {
    if (status === undefined || !over.includes(status)) return;
    showToast(
      status === "done"
        ? { text: "Everything new is here" }
        : { text: words ?? "The sync was stopped. What came until then is kept.", tone: "danger" },
    );
    router.refresh();
    onEnded();
  }, [status, words, router, onEnded]);
  return null;
}
