import { countOf } from "#lib/format/number.ts";
import { formatDate } from "#lib/format/time.ts";
import type { Proposal } from "#lib/schemas/proposals.ts";

import { MailChip } from "./mail-chip.tsx";

/** Whose tone a mail has: the person's own mails that the assistant was given as examples. */
export function Voice({ source }: Pick<Proposal, "source">) {
  const voice = source.kind === "assistant" ? (source.voice ?? []) : [];
  if (voice.length === 0) return null;
  return (
    <div role="group" aria-label="Written in your voice" className="grid gap-1.5">
      <p className="text-small text-text-muted">
        In your voice, from {countOf(voice.length, "mail")} of yours to the same person:
      </p>
      <div className="flex flex-wrap gap-1.5">
        {voice.map(({ interactionId, occurredAt }) => (
          <MailChip key={interactionId} interactionId={interactionId}>
            {formatDate(occurredAt, "UTC")}
          </MailChip>
        ))}
      </div>
    </div>
  );
}
