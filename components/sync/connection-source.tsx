"use client";

import { CalendarDays, Mail } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useTransition } from "react";

import type { Batch } from "#lib/schemas/batches.ts";
import type { SourceState } from "#lib/schemas/sync.ts";
import { createPreview } from "#components/actions/sync.ts";
import { Button, buttonStyle } from "#components/ui/button.tsx";
import { useMay } from "#components/ui/rights.tsx";
import { Time } from "#components/ui/time.tsx";
import { showToast } from "#components/ui/toast-store.ts";

import { isMoving } from "./batch-status.ts";
import { StandingRule } from "./standing-rule.tsx";

interface ConnectionSourceProps {
  grant: "gmail" | "calendar";
  connectionId: string;
  isAllowed: boolean;
  isActive: boolean;
  isOwn: boolean;
  /** A calendar beside the first, which came by the same import or a later one. */
  isFurther: boolean;
  /** A preview of it waits for a decision. */
  isLookedAt: boolean;
  source: SourceState | null;
  /** The newest import of it that was not taken back. */
  batch: Batch | null;
  isStarting: boolean;
  onAllow: () => void;
}

const names = { gmail: "Mail", calendar: "Calendar" };

/** Mail or calendar of an account: whether it may be read, how far it is in step, and the next step. */
export function ConnectionSource(props: ConnectionSourceProps) {
  const { grant, isAllowed, isActive, isOwn, isFurther, isStarting, onAllow } = props;
  const calendar = props.source?.calendar;
  const Icon = grant === "gmail" ? Mail : CalendarDays;
  const name = names[grant];
  const maySync = useMay("sync:write");
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b border-border px-4 py-2 last:border-b-0">
      <Icon aria-hidden="true" className="size-4 shrink-0 stroke-[1.5] text-text-muted" />
      <div className="min-w-0 grow basis-56">
        <span className="font-medium">{name}</span>{" "}
        {calendar && calendar.id !== "primary" && <span>{calendar.name} </span>}
        <span className="text-text-muted">
          <State {...props} />
        </span>
      </div>
      {isOwn && isActive && !isAllowed && !isFurther && maySync && (
        <Button size="small" pending={isStarting} onClick={onAllow}>
          Add {name.toLowerCase()}
        </Button>
      )}
      {isOwn && isActive && isAllowed && !isFurther && <NextStep {...props} maySync={maySync} />}
      {isOwn && isActive && props.source && (
        <StandingRule connectionId={props.connectionId} source={props.source} />
      )}
    </li>
  );
}

function State({ isAllowed, isActive, isFurther, source, batch }: ConnectionSourceProps): ReactNode {
  if (isFurther && !source?.error && source?.syncedAt)
    return (
      <>
        in step as of <Time at={source.syncedAt} />
      </>
    );
  if (source?.error) return <span className="text-danger">{source.error.message}</span>;
  if (batch?.status === "paused") return "its import waits for you";
  if (batch && isMoving(batch.status))
    return batch.status === "undoing" ? "its import is being taken back" : "is being imported";
  if (batch?.status === "failed") return <span className="text-danger">its import failed</span>;
  if (source?.syncedAt) {
    return (
      <>
        in step as of <Time at={source.syncedAt} />
        {source.following && isActive && <> · {pushWords(source)}</>}
      </>
    );
  }
  if (!isAllowed) return isActive ? "may not be read" : "is not read";
  return batch?.status === "done" ? "imported" : "nothing of it is imported yet";
}

/** How news comes: at once, or when Google is asked. */
function pushWords({ push }: SourceState): string {
  switch (push.state) {
    case "on":
      return "Google tells of changes at once";
    case "starting":
      return "asked every few minutes until Google tells of changes by itself";
    case "failing":
      return `asked every few minutes, since Google does not tell of changes: ${push.error?.message ?? "it refused"}`;
    case "not_set_up":
      return "asked every few minutes: telling at once is not set up here";
  }
}

function NextStep({
  grant,
  connectionId,
  batch,
  isLookedAt,
  maySync,
}: ConnectionSourceProps & { maySync: boolean }) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const preview = () =>
    start(async () => {
      const result = await createPreview({ connectionId, source: grant });
      if (result.ok) router.push(`/sync?preview=${result.data.id}`);
      else showToast({ text: result.error.message, tone: "danger" });
    });
  if (batch && batch.status !== "cancelled") {
    return (
      <Link href={`/sync?import=${batch.id}`} className={buttonStyle({ look: "quiet", size: "small" })}>
        {batch.status === "paused" && maySync ? "Decide" : "Open"}
      </Link>
    );
  }
  // The way on stands with the preview that waits.
  if (!maySync || isLookedAt) return null;
  return (
    <Button
      size="small"
      look={grant === "gmail" ? "primary" : "secondary"}
      pending={isPending}
      onClick={preview}
    >
      Preview {grant === "gmail" ? "mail" : "calendar"}
    </Button>
  );
}
