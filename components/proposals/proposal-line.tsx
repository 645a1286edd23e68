"use client";

import { Check, CircleAlert, X } from "lucide-react";
import Link from "next/link";

import type { Proposal } from "#lib/schemas/proposals.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Time } from "#components/ui/time.tsx";

import { proposalTitle } from "./proposal-words.ts";
import { useUndo } from "./use-decision.ts";

const outcomes = {
  done: { words: "Approved", icon: Check, tone: "text-positive" },
  rejected: { words: "Rejected", icon: X, tone: "text-text-muted" },
  failed: { words: "Failed", icon: CircleAlert, tone: "text-danger" },
  waiting: { words: "Waiting", icon: Check, tone: "text-text-muted" },
} as const;

/** A decided proposal: what became of it, and the way back. */
export function ProposalLine({ proposal }: { proposal: Proposal }) {
  const { status, changeSetId, decidedAt, reason } = proposal;
  const { isPending, isUndone, undo } = useUndo(changeSetId);
  const { words, icon: Icon, tone } = outcomes[status];
  return (
    <div className="flex min-h-9 items-center gap-2.5 py-1">
      <Icon aria-hidden="true" className={cn("size-4 shrink-0 stroke-[1.5]", tone)} />
      <p className="min-w-0 grow break-words" role="status">
        <span className="sr-only">{isUndone ? "Taken back" : words}: </span>
        <span
          className={cn(isUndone || status === "rejected" ? "text-text-muted line-through decoration-1" : "")}
        >
          {proposalTitle(proposal, status === "done")}
        </span>
        {reason && <span className="text-text-muted"> · {reason}</span>}
      </p>
      {decidedAt && <Time at={decidedAt} className="shrink-0 text-small text-text-muted max-sm:hidden" />}
      {status === "rejected" && <span className="shrink-0 text-small text-text-muted">Rejected</span>}
      {changeSetId !== null &&
        (isUndone ? (
          <span className="shrink-0 text-small text-text-muted">Taken back</span>
        ) : (
          <>
            <Link
              href={`/activity?change=${changeSetId}`}
              prefetch={false}
              className="shrink-0 text-text-muted hover:text-text hover:underline"
            >
              See it
            </Link>
            <Button size="small" look="quiet" className="text-accent" pending={isPending} onClick={undo}>
              Undo
            </Button>
          </>
        ))}
    </div>
  );
}
