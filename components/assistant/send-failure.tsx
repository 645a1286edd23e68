"use client";

import type { Failure } from "#lib/result.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";

interface SendFailureProps {
  failure: Failure;
  onClose: () => void;
}

/** Why something could not be sent, read or stopped. What was typed stands in the field still. */
export function SendFailure({ failure, onClose }: SendFailureProps) {
  return (
    <div className="mx-auto w-full max-w-3xl px-4 pt-2">
      <ErrorState message={failure.message} requestId={failure.requestId || undefined}>
        <Button look="quiet" size="small" onClick={onClose}>
          Close
        </Button>
      </ErrorState>
    </div>
  );
}
