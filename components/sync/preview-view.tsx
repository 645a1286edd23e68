"use client";

import type { ReactNode } from "react";

import type { Preview } from "#lib/schemas/previews.ts";
import { type Reading, useLive } from "#components/live/use-live.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { IfMay } from "#components/ui/rights.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";
import { ViewHeading } from "#components/ui/view-heading.tsx";

import { SelectionProvider, useSelectionState } from "./selection-state.tsx";
import { PreviewControls } from "./preview-controls.tsx";
import { JobProgress } from "./job-progress.tsx";
import { PreviewAside } from "./preview-aside.tsx";
import { PreviewReady } from "./preview-ready.tsx";
import { sourceWords } from "./source-words.ts";
import { TwoColumns } from "./two-columns.tsx";
import { useDiscard } from "./use-discard.ts";

interface PreviewViewProps {
  initial: Preview;
  /** What else stands at the right. */
  children: ReactNode;
}

/** What an import would do, from the first byte read to the decision. */
export function PreviewView({ initial, children }: PreviewViewProps) {
  const { value, readings, error } = useLive<Preview>({
    path: `/previews/${initial.id}`,
    initial,
    about: (preview) => [initial.id, preview?.jobId ?? null],
    isMoving: ({ status }) => status === "pending",
  });
  const preview = value ?? initial;
  const page = (shown: Preview) => (
    <TwoColumns
      main={
        <Card aria-label={`Preview of ${preview.fileName}`}>
          <p role="status" className="sr-only">
            {preview.status === "ready" ? "The preview is ready." : ""}
          </p>
          {preview.status === "pending" && <Pending preview={preview} readings={readings} />}
          {preview.status === "failed" && <Failed preview={preview} />}
          {preview.status === "ready" && <PreviewReady />}
          {error && <ErrorState className="m-4 mt-0" message={error.message} requestId={error.requestId} />}
        </Card>
      }
    >
      {preview.status === "ready" && <PreviewAside preview={shown} />}
      <IfMay permission="sync:write">
        {preview.status === "failed" && preview.source !== "file" && (
          <SectionCard title="What it covers">
            <PreviewControls preview={preview} />
          </SectionCard>
        )}
      </IfMay>
      {children}
    </TwoColumns>
  );
  if (preview.status !== "ready") return page(preview);
  return (
    <SelectionProvider key={preview.id} preview={preview}>
      <Ticked>{page}</Ticked>
    </SelectionProvider>
  );
}

/** The page with what is ticked. */
function Ticked({ children }: { children: (preview: Preview) => ReactNode }) {
  const { preview, selection } = useSelectionState();
  return children({ ...preview, selection });
}

function Pending({ preview, readings }: { preview: Preview; readings: readonly Reading<Preview>[] }) {
  const { discard, isDiscarding, error } = useDiscard(preview);
  const isFile = preview.source === "file";
  return (
    <div className="grid gap-3 p-4">
      <div>
        <Badge tone="accent">Preview</Badge>
      </div>
      <div className="flex items-center justify-between gap-4">
        <ViewHeading className="min-w-0">Reading {preview.fileName}</ViewHeading>
        <IfMay permission="sync:write">
          <Button size="small" look="quiet" pending={isDiscarding} onClick={discard}>
            {isFile ? "Discard" : "Not now"}
          </Button>
        </IfMay>
      </div>
      <JobProgress
        label={`Reading ${preview.fileName}`}
        unit={isFile ? "bytes" : sourceWords(preview).many}
        progress={preview.progress}
        readings={readings.map(({ value: { progress }, atMs }) => ({ progress, atMs }))}
        waits={
          preview.waitsUntil === null
            ? null
            : { until: preview.waitsUntil, after: preview.error?.message ?? null }
        }
        waitingForWorker={preview.waitingForWorker}
        waiting={
          isFile
            ? "No worker is running: the file is kept, and it is read as soon as one starts."
            : "No worker is running: this begins by itself as soon as one starts."
        }
      />
      {error && <ErrorState message={error.message} requestId={error.requestId} />}
    </div>
  );
}

function Failed({ preview }: { preview: Preview }) {
  const { discard, isDiscarding, error } = useDiscard(preview);
  return (
    <div className="grid gap-3 p-4">
      <ViewHeading>{preview.fileName} could not be read</ViewHeading>
      <ErrorState message={preview.error?.message ?? "Nothing was stored. Please try again."}>
        <IfMay permission="sync:write">
          <Button pending={isDiscarding} onClick={discard}>
            {preview.source === "file" ? "Choose another file" : "Back to your connections"}
          </Button>
        </IfMay>
      </ErrorState>
      {error && <ErrorState message={error.message} requestId={error.requestId} />}
    </div>
  );
}
