import { Unplug } from "lucide-react";
import Link from "next/link";

import type { Today } from "#lib/schemas/insights.ts";
import { operationWords } from "#components/activity/operation-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { buttonStyle } from "#components/ui/button.tsx";
import { IfMay } from "#components/ui/rights.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";
import { Time } from "#components/ui/time.tsx";

import { RunningJob } from "./running-job.tsx";

type WaitingWorkProps = Pick<Today, "approvals" | "connectionsToMend" | "jobs" | "previews">;

const row = "flex min-h-9 items-center gap-3 px-4 py-1.5 -outline-offset-2 hover:bg-sunken";

/** Previews, approvals, connections to mend and running jobs; of what there is none, nothing is said. */
export function WaitingWork({ approvals, connectionsToMend, jobs, previews }: WaitingWorkProps) {
  const isNothing = [approvals.items, connectionsToMend, jobs.items, previews].every(
    (some) => some.length === 0,
  );
  return (
    <>
      {connectionsToMend.length > 0 && (
        <SectionCard title="To mend">
          <ul>
            {connectionsToMend.map(({ id, label, account, state, message }) => (
              <li
                key={id}
                className="flex flex-wrap items-center gap-3 border-b border-border px-4 py-2 last:border-b-0"
              >
                <Unplug aria-hidden="true" className="size-4 shrink-0 stroke-[1.5] text-warning" />
                <div className="min-w-0 grow basis-40">
                  <p className="font-medium wrap-anywhere">{account ?? label}</p>
                  <p className="break-words text-text-muted">
                    {state === "reconnect"
                      ? "Access has ended. Connect it again to go on."
                      : (message ?? "The last sync did not finish.")}
                  </p>
                </div>
                <Link href="/sync" className={buttonStyle({ size: "small" })}>
                  <IfMay permission="sync:write" otherwise="To sync">
                    {state === "reconnect" ? "Connect again" : "To sync"}
                  </IfMay>
                </Link>
              </li>
            ))}
          </ul>
        </SectionCard>
      )}
      {previews.length > 0 && (
        <SectionCard title="Previews that wait for you" count={String(previews.length)}>
          <ul>
            {previews.map(({ id, label, source, createdAt }) => (
              <li key={id} className="border-b border-border last:border-b-0">
                <Link href={`/sync?preview=${id}`} data-row={id} className={row}>
                  <span className="min-w-0 grow truncate">
                    {source === "file" ? "" : source === "gmail" ? "Mail of " : "Calendar of "}
                    {label}
                  </span>
                  <Time at={createdAt} className="shrink-0 text-text-muted" />
                </Link>
              </li>
            ))}
          </ul>
        </SectionCard>
      )}
      {approvals.items.length > 0 && (
        <SectionCard
          title="Waiting for your approval"
          count={`${approvals.items.length}${approvals.more ? "+" : ""}`}
        >
          <ul>
            {approvals.items.map(({ id, operation, name, stepCount, status, createdAt }) => {
              const { doing, thing } = operationWords(operation);
              return (
                <li key={id} className="border-b border-border last:border-b-0">
                  <a href="/approvals" data-row={id} className={row}>
                    <span className="min-w-0 grow truncate">
                      {doing} {thing}
                      {name && ` “${name}”`}
                      {stepCount > 1 && ` and ${stepCount - 1} more`}
                    </span>
                    {status === "failed" && <Badge tone="danger">Failed</Badge>}
                    <Time at={createdAt} className="shrink-0 text-text-muted" />
                  </a>
                </li>
              );
            })}
          </ul>
        </SectionCard>
      )}
      {jobs.items.length > 0 && (
        <SectionCard title="Running" count={jobs.more ? `${jobs.items.length}+` : undefined}>
          <ul>
            {jobs.items.map((job) => (
              <RunningJob key={job.id} job={job} />
            ))}
          </ul>
        </SectionCard>
      )}
      {isNothing && (
        <SectionCard title="Waiting for you">
          <p className="px-4 py-3 text-text-muted">
            Nothing: no previews, no approvals, no running jobs, and every connection works.
          </p>
        </SectionCard>
      )}
    </>
  );
}
