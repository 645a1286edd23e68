"use client";

import { useRouter } from "next/navigation";

import type { Preview } from "#lib/schemas/sync.ts";
import { useLive } from "#components/live/use-live.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";

import { JobProgress } from "./job-progress.tsx";
import { PreviewReady } from "./preview-ready.tsx";

/** What an import would do, from the first byte read to the decision. */
export function PreviewView({ initial }: { initial: Preview }) {
  const router = useRouter();
  const { value, readings, error } = useLive<Preview>({
    path: `/previews/${initial.id}`,
    initial,
    about: (preview) => [initial.id, preview?.jobId ?? null],
    isMoving: ({ status }) => status === "pending",
  });
  const preview = value ?? initial;
  const again = <Button onClick={() => router.push("/")}>Choose another file</Button>;

  return (
    <Card aria-label={`Preview of ${preview.fileName}`}>
      <p role="status" className="sr-only">
        {preview.status === "ready" ? "The preview is ready." : ""}
      </p>
      {preview.status === "pending" && (
        <div className="grid gap-3 p-4">
          <h2 className="truncate text-title font-semibold">Reading {preview.fileName}</h2>
          <JobProgress
            label={`Reading ${preview.fileName}`}
            unit="messages"
            waitingForWorker={preview.waitingForWorker}
            waiting="No worker is running. The file is kept, and it is read as soon as one starts."
            readings={readings.map(({ value: { progress }, atMs }) => ({ progress, atMs }))}
            progress={preview.progress}
          />
          {error && <ErrorState message={error.message} requestId={error.requestId} />}
          <div>
            <Button look="quiet" onClick={() => router.push("/")}>
              Discard
            </Button>
          </div>
        </div>
      )}
      {preview.status === "failed" && (
        <div className="grid gap-3 p-4">
          <h2 className="text-title font-semibold">{preview.fileName} could not be read</h2>
          <ErrorState message={preview.error?.message ?? "Nothing was stored. Please try another file."}>
            {again}
          </ErrorState>
        </div>
      )}
      {preview.status === "ready" && <PreviewReady preview={preview} />}
    </Card>
  );
}
