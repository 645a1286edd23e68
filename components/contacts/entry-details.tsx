"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import type { z } from "zod";

import type { Result } from "#lib/result.ts";
import { formatDateTime } from "#lib/format/time.ts";
import type { Interaction as InteractionSchema } from "#lib/schemas/interactions.ts";
import { read } from "#components/live/read.ts";
import { ErrorState } from "#components/ui/error-state.tsx";

type Interaction = z.infer<typeof InteractionSchema>;

interface EntryDetailsProps {
  /** Of the interaction. */
  id: string;
  threadId: string;
  /** What is shown until the whole of it is here. */
  text: string | null;
  timeZone: string;
}

/** What a mail or a meeting says, in its sender's own words, with the way to its conversation. */
export function EntryDetails({ id, threadId, text, timeZone }: EntryDetailsProps) {
  const [result, setResult] = useState<Result<Interaction> | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    read<Interaction>(`/interactions/${id}`, abort.signal).then(setResult, () => undefined);
    return () => abort.abort();
  }, [id]);
  const found = result?.ok ? result.data : null;
  const others = found ? found.participants.filter(({ role }) => role !== "from") : [];
  return (
    <div className="mt-1 grid gap-2">
      {found?.meeting && (
        <p className="text-text-muted">
          {found.meeting.startDate === null
            ? formatDateTime(found.meeting.startAt, timeZone)
            : "The whole day"}
          {found.meeting.location && `, ${found.meeting.location}`}
        </p>
      )}
      {others.length > 0 && (
        <p className="break-words text-text-muted">
          {found?.meeting ? "With" : "To"} {others.map(({ name, address }) => name || address).join(", ")}
        </p>
      )}
      {(found?.body ?? text) && (
        <p className="max-w-prose text-reading wrap-anywhere whitespace-pre-line">{found?.body ?? text}</p>
      )}
      {result && !result.ok && (
        <ErrorState message={result.error.message} requestId={result.error.requestId} />
      )}
      <Link href={`/inbox/${threadId}`} prefetch={false} className="w-fit text-accent hover:underline">
        Open the conversation
      </Link>
    </div>
  );
}
