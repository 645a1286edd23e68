import { TriangleAlert } from "lucide-react";

import type { Proposal } from "#lib/schemas/proposals.ts";
import { clientName } from "#components/activity/operation-words.ts";
import { cn } from "#components/ui/cn.ts";

import { MailChip } from "./mail-chip.tsx";
import type { ShownExcerpt } from "./step-reading.ts";

interface ExcerptsProps {
  excerpts: readonly ShownExcerpt[];
  source: Proposal["source"];
  /** Of a row of several: the step that it led to, from 1. */
  step?: number;
}

/**
 * What somebody outside wrote, as text, that may have led to this. What a program of yours read elsewhere nobody here
 * knows: such a proposal warns in any case.
 */
export function Excerpts({ excerpts, source, step }: ExcerptsProps) {
  if (excerpts.length === 0 && source.kind !== "mcp") return null;
  return (
    <div
      role="group"
      aria-label={step === undefined ? "What it was read from" : `What step ${step} was read from`}
      className="flex gap-2.5 rounded-control bg-warning-soft px-3 py-2.5"
    >
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 stroke-[1.5] text-warning" />
      <div className="grid min-w-0 grow gap-2">
        <p className="font-medium">
          {source.kind === "mcp"
            ? `An outside program, ${clientName(source.client)}, asked for this. It may have read what other people wrote. Is it what you want?`
            : `Somebody else’s words were read before ${step === undefined ? "this" : "this step"} was proposed. Is it what you want?`}
        </p>
        {source.kind === "mcp" && excerpts.length > 0 && (
          <p className="text-text-muted">Among what it read here:</p>
        )}
        {excerpts.map(({ text, from, interactionId }, index) => (
          <figure key={index} className="grid min-w-0 gap-1">
            <blockquote
              className={cn(
                "overflow-y-auto border-l-2 border-warning pl-2.5 text-reading break-words whitespace-pre-wrap",
                // Several leave room for what is proposed; half a line says that there is more.
                excerpts.length > 1 ? "max-h-19" : "max-h-33",
              )}
              tabIndex={0}
            >
              {text}
            </blockquote>
            <figcaption className="flex min-w-0 flex-wrap items-center gap-2 text-small text-text-muted">
              {from && <span className="min-w-0 truncate">{from}</span>}
              {interactionId && <MailChip interactionId={interactionId}>Open the mail</MailChip>}
            </figcaption>
          </figure>
        ))}
      </div>
    </div>
  );
}
