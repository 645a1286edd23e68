"use client";

import { Signature } from "lucide-react";
import { useEffect, useState } from "react";

import type { Quotes } from "#lib/schemas/suggestions.ts";
import { read } from "#components/live/read.ts";
import { Chip } from "#components/ui/chip.tsx";

/** The mail whose signature said so, with its lines; for who may not read it no more than that there was one. */
export function SignatureQuote({ interactionId }: { interactionId: string }) {
  const [quotes, setQuotes] = useState<Quotes | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    read<Quotes>(`/interactions/${interactionId}/signature`, abort.signal).then(
      (result) => setQuotes(result.ok ? result.data : null),
      () => undefined,
    );
    return () => abort.abort();
  }, [interactionId]);
  const lines = [...new Set(quotes?.items.map(({ quote }) => quote))];
  return (
    <span className="grid justify-items-start gap-1">
      <Chip
        icon={<Signature aria-hidden="true" />}
        {...(quotes ? { href: `/inbox/${quotes.threadId}` } : {})}
      >
        Signature of a mail
      </Chip>
      {lines.map((line) => (
        <span key={line} className="text-small break-words text-text-muted">
          “{line}”
        </span>
      ))}
    </span>
  );
}
