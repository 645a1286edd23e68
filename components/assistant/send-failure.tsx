"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

import type { Failure } from "#lib/result.ts";
import { Button, buttonStyle } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";

interface SendFailureProps {
  failure: Failure;
  onClose: () => void;
}

/** Why something could not be sent, read or stopped. What was typed stands in the field still. */
export function SendFailure({ failure, onClose }: SendFailureProps) {
  const pathname = usePathname();
  const isSignedOut = failure.code === "unauthenticated";
  return (
    <div className="mx-auto w-full max-w-3xl px-4 pt-2">
      <ErrorState message={failure.message} requestId={failure.requestId || undefined}>
        {isSignedOut && (
          <Link
            href={`/sign-in?next=${encodeURIComponent(pathname)}`}
            prefetch={false}
            className={buttonStyle({ size: "small" })}
          >
            Sign in
          </Link>
        )}
        <Button look="quiet" size="small" onClick={onClose}>
          Close
        </Button>
      </ErrorState>
    </div>
  );
}
