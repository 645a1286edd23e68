"use client";

import { useTransition } from "react";

import type { SentMail } from "#lib/schemas/mail.ts";
import { callBackMail } from "#components/actions/mail.ts";
import { useLive } from "#components/live/use-live.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { showToast } from "#components/ui/toast-store.ts";

import { GoesIn } from "./goes-in.tsx";

interface GoingMailProps {
  /** What mail.send answered. */
  effectId: string;
  onCalledBack: () => void;
}

/** Null while nothing stands against it, and it only waits for its seconds. */
function wordsOf({ state, error }: SentMail): string | null {
  switch (state) {
    case "held":
    case "sending":
      if (error) return `Not sent yet: ${error} It is tried again by itself.`;
      return state === "held" ? null : "Being sent…";
    case "sent":
      return "Sent";
    case "failed":
      return error ? `Not sent: ${error}` : "Not sent";
    case "calledBack":
      return "Called back, nothing was sent";
  }
}

/** A mail on its way: how long it can be called back, and what became of it. */
export function GoingMail({ effectId, onCalledBack }: GoingMailProps) {
  const [isPending, start] = useTransition();
  const { value, error, reload } = useLive<SentMail>({
    path: `/mail/${effectId}`,
    initial: null,
    about: (mail) => [mail?.jobId ?? null],
    isMoving: ({ state }) => state === "held" || state === "sending",
  });
  if (!value) {
    if (error) return <ErrorState message={error.message} requestId={error.requestId} />;
    return <Skeleton className="w-2/5" />;
  }
  const callBack = () =>
    start(async () => {
      const result = await callBackMail({ id: effectId });
      if (!result.ok) showToast({ text: result.error.message, tone: "danger" });
      reload();
      if (result.ok) onCalledBack();
    });
  const { state, to, heldUntil } = value;
  const words = wordsOf(value);
  return (
    <div
      role="status"
      className="flex flex-wrap items-center justify-between gap-2 rounded-control border border-border bg-sunken px-3 py-2"
    >
      <div className="min-w-0">
        <p className="min-w-0 truncate">To {to.join(", ")}</p>
        {words === null ? (
          <GoesIn at={heldUntil} />
        ) : (
          <p className={state === "failed" ? "text-small text-danger" : "text-small text-text-muted"}>
            {words}
          </p>
        )}
      </div>
      {state === "held" && (
        <Button size="small" pending={isPending} onClick={callBack}>
          Call back
        </Button>
      )}
    </div>
  );
}
