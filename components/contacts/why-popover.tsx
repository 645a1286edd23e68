"use client";

import Link from "next/link";
import { type ReactElement, useEffect, useState } from "react";

import type { Result } from "#lib/result.ts";
import type { ChangeSetPage } from "#lib/schemas/change-sets.ts";
import { WhoIcon, whoName } from "#components/activity/who.tsx";
import { Why } from "#components/activity/why.tsx";
import { read } from "#components/live/read.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { valueWords } from "#components/ui/field-diff.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import { useTimeZone } from "#components/ui/time-zone.tsx";

import type { WhyOf } from "./why-of.ts";
import { whoSet } from "./who-set.ts";

interface WhyPopoverProps extends WhyOf {
  trigger: ReactElement;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export default function WhyPopover({ trigger, open, onOpenChange, ...of }: WhyPopoverProps) {
  return (
    <Popover trigger={trigger} label={`Why: ${of.label}`} open={open} onOpenChange={onOpenChange} align="end">
      <Answer {...of} />
    </Popover>
  );
}

function Answer({ recordId, columns, ownId }: WhyOf) {
  const [result, setResult] = useState<Result<ChangeSetPage> | null>(null);
  const timeZone = useTimeZone();
  useEffect(() => {
    const abort = new AbortController();
    read<ChangeSetPage>(`/change-sets?recordId=${recordId}&limit=100`, abort.signal).then(
      setResult,
      () => undefined,
    );
    return () => abort.abort();
  }, [recordId]);

  if (!result) return <Skeleton className="h-12" />;
  if (!result.ok) return <ErrorState message={result.error.message} requestId={result.error.requestId} />;
  const found = whoSet(result.data, recordId, columns);
  return (
    <div className="grid gap-2">
      {found ? (
        <>
          <p className="flex items-center gap-2">
            <WhoIcon {...found.change} />
            <span className="min-w-0 break-words">
              <span className="font-medium">{whoName(found.change, ownId)}</span>{" "}
              {found.field ? "set it" : "added it"} <Time at={found.change.createdAt} />
            </span>
          </p>
          {found.field && (
            <p className="text-text-muted">
              Before:{" "}
              <span className="break-words">{valueWords(found.field.old, timeZone) ?? "nothing"}</span>
            </p>
          )}
          <div className="empty:hidden">
            <Why reason={found.change.reason} />
          </div>
        </>
      ) : (
        <p className="text-text-muted">It was set before the changes that are kept here.</p>
      )}
      <Link href={`/activity?record=${recordId}`} className="w-fit text-accent hover:underline">
        All changes
      </Link>
    </div>
  );
}
