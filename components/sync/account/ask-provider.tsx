"use client";

import { useState, useTransition } from "react";

import type { ProviderAnswer } from "#lib/schemas/whereabouts.ts";
import { askProvider } from "#server/actions/sync.ts";
import { useLive } from "#components/live/use-live.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { showToast } from "#components/ui/toast-store.ts";

import { FindingRow } from "./finding-row.tsx";

interface AskProviderProps {
  connectionId: string;
  account: string;
  about: string;
}

/** Puts the question to Google by a job, and shows what it answers. */
export function AskProvider({ connectionId, account, about }: AskProviderProps) {
  const [asked, setAsked] = useState<{ questionId: string; jobId: string } | null>(null);
  const [isPending, start] = useTransition();
  const ask = () =>
    start(async () => {
      const result = await askProvider({ about, connectionId });
      if (result.ok) setAsked(result.data);
      else showToast({ text: result.error.message, tone: "danger" });
    });
  return (
    <div className="border-t border-border">
      {asked ? (
        <GoogleAnswer key={asked.questionId} {...asked} account={account} />
      ) : (
        <div className="px-4 py-3">
          <Button size="small" pending={isPending} onClick={ask}>
            Ask Google for {account}
          </Button>
        </div>
      )}
    </div>
  );
}

function GoogleAnswer({
  questionId,
  jobId,
  account,
}: {
  questionId: string;
  jobId: string;
  account: string;
}) {
  const { value, error } = useLive<ProviderAnswer>({
    path: `/missing-mail/questions/${questionId}`,
    initial: null,
    about: () => [jobId],
    isMoving: ({ findings, error }) => findings === null && error === null,
  });
  const failure = error ?? value?.error;
  if (failure) return <ErrorState className="m-4" message={failure.message} />;
  return (
    <>
      <p role="status" className="px-4 pt-3 text-text-muted">
        {value?.findings ? `Google on ${account}:` : `Asking Google for ${account}…`}
      </p>
      <ul>
        {value?.findings?.map((finding, index) => (
          <FindingRow key={`${finding.kind} ${String(index)}`} finding={finding} />
        ))}
      </ul>
    </>
  );
}
