"use client";

import { Signature } from "lucide-react";
import { useEffect, useState } from "react";

import type { Quotes } from "#lib/schemas/suggestions.ts";
import { read } from "#components/live/read.ts";
import { Chip } from "#components/ui/chip.tsx";

interface SignatureQuoteProps {
  interactionId: string;
  /** Of which kind; of all that the mail says where it is left out. */
  fact?: string;
  /** That read it; none where rules found it in the signature. */
  model?: string;
}

/** The mail that said so, with its lines; for who may not read it no more than that there was one. */
export function SignatureQuote({ interactionId, fact, model }: SignatureQuoteProps) {
  const [quotes, setQuotes] = useState<Quotes | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    read<Quotes>(`/interactions/${interactionId}/signature`, abort.signal).then(
      (result) => setQuotes(result.ok ? result.data : null),
      () => undefined,
    );
    return () => abort.abort();
  }, [interactionId]);
  const told = quotes?.items.filter(({ kind }) => fact === undefined || kind === fact);
  const lines = [...new Set(told?.map(({ quote }) => quote))];
  return (
    <span className="grid justify-items-start gap-1">
      <Chip
        icon={<Signature aria-hidden="true" />}
        {...(quotes ? { href: `/inbox/${quotes.threadId}` } : {})}
      >
        {model ? `A mail, read by ${model}` : "Signature of a mail"}
      </Chip>
      {lines.map((line) => (
        <span key={line} className="text-small break-words text-text-muted">
          “{line}”
        </span>
      ))}
    </span>
  );
}
