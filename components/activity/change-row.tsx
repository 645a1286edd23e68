"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useId } from "react";

import type { ChangeSetSummary } from "#lib/schemas/change-sets.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button, buttonStyle } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { useMay } from "#components/ui/rights.tsx";
import { Time } from "#components/ui/time.tsx";

import { canTakeBack, placeOf } from "./can-take-back.ts";
import { ChangeDetails } from "./change-details.tsx";
import { Conflicts } from "./conflicts.tsx";
import { recordHref } from "./operation-words.ts";
import { sentenceOf } from "./sentence.ts";
import { useRevert } from "./use-revert.ts";
import { approverOf, WhoIcon, whoName } from "./who.tsx";
import { Why } from "./why.tsx";

interface ChangeRowProps {
  change: ChangeSetSummary;
  ownId: string;
  isOpen: boolean;
  onToggle: () => void;
}

/** Who did what, when and why, and the way back; it opens to the diff. */
export function ChangeRow({ change, ownId, isOpen, onToggle }: ChangeRowProps) {
  const id = useId();
  const mayWrite = useMay("changes:write");
  const { isPending, conflicts, revert, dismiss } = useRevert(change.id);
  const { before, subject, after } = sentenceOf(change);
  const href = subject && recordHref(subject.table, subject.id);
  const approver = approverOf(change, ownId);
  const place = placeOf(change);
  const isUndone = change.revertedById !== null;
  return (
    <li className="border-b border-border last:border-b-0">
      <div className="relative flex min-h-10 flex-wrap items-center gap-x-2.5 gap-y-1 px-4 py-1.5 transition-colors hover:bg-sunken max-md:py-2">
        {change.itemCount === 0 ? (
          <span className="w-4" />
        ) : (
          <button
            type="button"
            data-row={change.id}
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            aria-label="What changed"
            onClick={onToggle}
            className="inline-flex after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
          >
            <ChevronRight
              aria-hidden="true"
              className={cn(
                "size-4 stroke-[1.5] text-text-muted transition-transform",
                isOpen && "rotate-90",
              )}
            />
          </button>
        )}
        <WhoIcon {...change} />
        <p className={cn("min-w-0 grow basis-52 break-words", isUndone && "text-text-muted")}>
          <span className="font-medium">{whoName(change, ownId)}</span> {before}{" "}
          {subject &&
            (href ? (
              <Link href={href} prefetch={false} className="relative font-medium text-accent hover:underline">
                {subject.label}
              </Link>
            ) : (
              <span className="font-medium">{subject.label}</span>
            ))}{" "}
          {after}
          {approver && <span className="text-text-muted"> · approved by {approver}</span>}
        </p>
        <div className="relative flex items-center gap-2 max-md:w-full max-md:pl-12">
          <Why reason={change.reason} />
          <Time at={change.createdAt} className="text-text-muted md:w-24 md:text-right" />
          <span className="flex justify-end max-md:ml-auto md:w-20">
            {isUndone && <Badge>Taken back</Badge>}
            {mayWrite && canTakeBack(change) && (
              <Button
                size="small"
                look="quiet"
                className="text-accent"
                pending={isPending}
                onClick={() => revert()}
              >
                Revert
              </Button>
            )}
            {!isUndone && place && (
              <Link
                href={place}
                prefetch={false}
                className={buttonStyle({ size: "small", look: "quiet", className: "text-accent" })}
              >
                Settings
              </Link>
            )}
          </span>
        </div>
      </div>
      {conflicts && (
        <div className="px-4 pb-3 md:pl-11">
          <Conflicts
            result={conflicts}
            ownId={ownId}
            isPending={isPending}
            onDecide={revert}
            onDismiss={dismiss}
          />
        </div>
      )}
      {isOpen && (
        <div id={id} className="border-t border-border bg-background px-4 py-3 md:pl-11">
          <ChangeDetails id={change.id} />
        </div>
      )}
    </li>
  );
}
