"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";

import type { Failure } from "#lib/result.ts";
import type { Preview } from "#lib/schemas/previews.ts";
import { approvePreview } from "#components/actions/sync.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { ErrorState } from "#components/ui/error-state.tsx";

import { useSelectionState } from "./selection-state.tsx";
import { sourceWords } from "./source-words.ts";
import { storeWords } from "./store-words.ts";
import { useDiscard } from "./use-discard.ts";

interface PreviewActionsProps {
  preview: Preview;
  store: number;
  isStoreEstimated: boolean;
}

/** The decision. It is bound to what was seen: the hash of the preview goes with it. */
export function PreviewActions({ preview, store, isStoreEstimated }: PreviewActionsProps) {
  const { selection } = useSelectionState();
  const { place } = sourceWords(preview);
  const isUnticked = Object.values(selection).some((keys) => keys.length > 0);
  const router = useRouter();
  const [isPending, start] = useTransition();
  const [error, setError] = useState<Failure | null>(null);
  const { discard, isDiscarding, error: discardError } = useDiscard(preview);
  const shown = error ?? discardError;
  // Of an account what comes later is approved too, whether there is something now or not.
  const isApprovable = store > 0 || preview.source !== "file";
  const canApprove = isApprovable && !isPending && !isDiscarding;

  const approve = () =>
    start(async () => {
      const { id, hash } = preview;
      const result = await approvePreview({ id, selection, ...(hash ? { expectedHash: hash } : {}) });
      if (result.ok) router.replace(`/sync?import=${result.data.batchId}`);
      else setError(result.error);
    });

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Enter" && (event.metaKey || event.ctrlKey) && canApprove) approve();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });

  return (
    <footer className="sticky bottom-0 grid gap-2 rounded-b-card max-md:bottom-[calc(3.5rem+env(safe-area-inset-bottom))] border-t border-border bg-surface p-4 max-md:p-3">
      {shown && <ErrorState message={shown.message} requestId={shown.requestId} />}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {isApprovable && (
          <Button look="primary" pending={isPending} onClick={approve} title="Ctrl or ⌘ and Enter">
            {storeWords(preview).approve}
          </Button>
        )}
        <Button look={isApprovable ? "quiet" : "secondary"} disabled={isPending} onClick={discard}>
          {preview.source === "file" ? "Discard" : "Not now"}
        </Button>
        <p className={cn("text-text-muted", isApprovable && "max-md:sr-only")}>
          {store > 0
            ? "Nothing is stored until you approve, and you can revert it."
            : isApprovable
              ? `${isStoreEstimated ? "Probably nothing" : "Nothing"} is imported now. Once you approve, what is new comes in; you can revert it.`
              : isUnticked
                ? "Nothing of it is ticked. Tick what is to come in, and you can import that."
                : `Everything ${place} is here already or cannot be imported.`}
        </p>
      </div>
    </footer>
  );
}
