"use client";

import { useState, useTransition } from "react";

import type { ProviderAnswer } from "#lib/schemas/whereabouts.ts";
import { askProvider } from "#components/actions/sync.ts";
import { useLive } from "#components/live/use-live.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { useMay } from "#components/ui/rights.tsx";
import { showToast } from "#components/ui/toast-store.ts";

import { FindingRow } from "./finding-row.tsx";

interface AskProviderProps {
  connectionId: string;
  account: string;
  provider: "google" | "file";
  about: string;
}

/** Puts the question to Google by a job, or looks into a file, and shows what the answer is. */
export function AskProvider({ connectionId, account, provider, about }: AskProviderProps) {
  const [asked, setAsked] = useState<{ questionId: string; jobId: string } | null>(null);
  const [isPending, start] = useTransition();
  const isFile = provider === "file";
  const ask = () =>
    start(async () => {
      const result = await askProvider({ about, connectionId });
      if (result.ok) setAsked(result.data);
      else showToast({ text: result.error.message, tone: "danger" });
    });
  if (!useMay("sync:write")) {
    return (
      <p className="border-t border-border px-4 py-3 text-text-muted">
        {isFile ? `Looking into ${account}` : `Asking Google for ${account}`} is for members: your role lets
        you read here.
      </p>
    );
  }
  return (
    <div className="border-t border-border">
      {asked ? (
        <ProvidersAnswer
          key={asked.questionId}
          {...asked}
          answered={isFile ? `Found in ${account}:` : `Google on ${account}:`}
          asking={isFile ? `Looking into ${account}…` : `Asking Google for ${account}…`}
        />
      ) : (
        <div className="px-4 py-3">
          <Button size="small" pending={isPending} onClick={ask}>
            {isFile ? `Look into ${account}` : `Ask Google for ${account}`}
          </Button>
        </div>
      )}
    </div>
  );
}

interface AnswerProps {
  questionId: string;
  jobId: string;
  answered: string;
  asking: string;
}

function ProvidersAnswer({ questionId, jobId, answered, asking }: AnswerProps) {
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
        {value?.findings ? answered : asking}
      </p>
      <ul>
        {value?.findings?.map((finding, index) => (
          <FindingRow key={`${finding.kind} ${String(index)}`} finding={finding} />
        ))}
      </ul>
    </>
  );
}
