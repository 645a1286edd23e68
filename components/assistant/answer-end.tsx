import Link from "next/link";

import type { MessageMetadata } from "#lib/schemas/chat.ts";
import { Button, buttonStyle } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";

interface AnswerEndProps {
  metadata: MessageMetadata;
  /** Null where it can no longer be answered again: the conversation has gone on. */
  onRetry: (() => void) | null;
}

/** How an answer ended that is not whole, and what to do about it. */
export function AnswerEnd({ metadata: { status, error }, onRetry }: AnswerEndProps) {
  if (status === "stopped") {
    return (
      <div className="flex flex-wrap items-center gap-2 text-text-muted">
        <p>You stopped this answer.</p>
        {onRetry && (
          <Button look="quiet" size="small" onClick={onRetry}>
            Answer again
          </Button>
        )}
      </div>
    );
  }
  if (status !== "failed" || !error) return null;
  const inSettings = error.code === "budget" ? "See the budget" : "How to set one up";
  return (
    <ErrorState message={error.message}>
      {error.retry && onRetry && (
        <Button size="small" onClick={onRetry}>
          Try again
        </Button>
      )}
      {(error.code === "budget" || error.code === "not_set_up") && (
        <Link
          href={error.code === "budget" ? "/settings/usage" : "/settings/assistant"}
          prefetch={false}
          className={buttonStyle({ size: "small" })}
        >
          {inSettings}
        </Link>
      )}
    </ErrorState>
  );
}
