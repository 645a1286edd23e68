"use client";

import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";

interface ErrorPageProps {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function WorkspaceError({ error, reset }: ErrorPageProps) {
  return (
    <div className="mx-auto max-w-xl px-4 py-10">
      <h1 className="mb-3 text-title font-semibold">This page could not be shown</h1>
      <ErrorState
        message="Something went wrong on our side. What you stored is safe; please try again in a moment."
        requestId={error.digest}
      >
        <Button onClick={reset}>Try again</Button>
      </ErrorState>
    </div>
  );
}
