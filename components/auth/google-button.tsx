"use client";

import { useState, useTransition } from "react";

import type { Failure } from "#lib/result.ts";
import { startGoogleSignIn } from "#components/actions/auth.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";

import { GoogleMark } from "./google-mark.tsx";

/** Off to Google and back, signed in. */
export function GoogleButton({ next }: { next: string }) {
  const [error, setError] = useState<Failure | null>(null);
  const [isPending, start] = useTransition();
  const go = () =>
    start(async () => {
      const result = await startGoogleSignIn({ next });
      if (result.ok) window.location.assign(result.data.url);
      else setError(result.error);
    });
  return (
    <div className="grid gap-4">
      {error && <ErrorState message={error.message} />}
      <Button className="h-9" pending={isPending} onClick={go}>
        <GoogleMark /> Continue with Google
      </Button>
      <div className="flex items-center gap-3 text-small text-text-muted">
        <span className="h-px grow bg-border" />
        or
        <span className="h-px grow bg-border" />
      </div>
    </div>
  );
}
