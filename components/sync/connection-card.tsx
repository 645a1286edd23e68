"use client";

import Link from "next/link";
import { useId } from "react";

import type { GoogleGrant } from "#lib/schemas/connections.ts";
import type { Batch } from "#lib/schemas/batches.ts";
import { useStartGoogle } from "#components/settings/use-start-google.ts";
import { Button, buttonStyle } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { IfMay } from "#components/ui/rights.tsx";

import type { Connection } from "./connection.ts";
import { ConnectionSource } from "./connection-source.tsx";
import { OtherCalendars } from "./other-calendars.tsx";
import { Disconnect } from "./disconnect.tsx";
import { SyncNow } from "./sync-now.tsx";
import { WaitingPreview } from "./waiting-preview.tsx";

const readable = ["gmail", "calendar"] as const;

const states = {
  active: { words: "Connected", dot: "bg-positive" },
  reconnect_needed: { words: "Google asks you to connect again", dot: "bg-danger" },
  disconnected: { words: "Disconnected", dot: "bg-border-control" },
};

const audiences = {
  private: "only you see what it brings",
  metadata: "your workspace sees who and when",
  subject: "your workspace sees who, when and subject",
  workspace: "your workspace sees what it brings",
};

/** One account: how it goes, what may be read, and what can be done with it. */
export function ConnectionCard({
  connection,
  batches,
}: {
  connection: Connection;
  batches: readonly Batch[];
}) {
  const titleId = useId();
  const [isStarting, start] = useStartGoogle();
  const {
    id,
    account,
    label,
    state,
    own,
    grants: allowed,
    sources,
    calendars,
    previews,
    audience,
  } = connection;
  const { words, dot } = states[state];
  const canSync =
    state === "active" && sources.some(({ following, syncedAt }) => following && syncedAt !== null);
  const connect = (wanted: readonly GoogleGrant[]) => start({ grants: [...wanted], connectionId: id });
  return (
    <Card aria-labelledby={titleId}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-border px-4 py-2.5">
        <div className="min-w-0">
          <h2 id={titleId} className="truncate text-heading font-semibold">
            {account ?? label}
          </h2>
          <p className="flex items-center gap-1.5 text-text-muted">
            <span aria-hidden="true" className={cn("size-2 shrink-0 rounded-full", dot)} />
            <span className="min-w-0">
              {words} · {own ? audiences[audience] : "somebody else’s, shared with you"}
            </span>
          </p>
        </div>
        {own && (
          <div className="flex flex-wrap gap-2">
            <Link href={`/sync/${id}`} className={buttonStyle({ look: "quiet" })}>
              Day by day
            </Link>
            <IfMay permission="sync:write">
              {canSync && <SyncNow connectionId={id} />}
              {state !== "active" && (
                <Button
                  look="primary"
                  pending={isStarting}
                  onClick={() => connect(allowed.length > 0 ? allowed : readable)}
                >
                  Connect again
                </Button>
              )}
              {state !== "disconnected" && (
                <Disconnect id={id} account={account ?? label} onConnect={() => connect(allowed)} />
              )}
            </IfMay>
          </div>
        )}
      </div>
      <ul>
        {previews.map((preview) => (
          <WaitingPreview key={preview.id} preview={preview} />
        ))}
        {readable.flatMap((grant) => {
          const followed = sources.filter(({ source }) => source === grant);
          // Of several calendars the first says how the import goes that brought them.
          return (followed.length > 0 ? followed : [null]).map((source, index) => (
            <ConnectionSource
              key={`${grant} ${source?.calendar?.id ?? String(index)}`}
              grant={grant}
              connectionId={id}
              isAllowed={allowed.includes(grant)}
              isActive={state === "active"}
              isOwn={own}
              isFurther={index > 0}
              isLookedAt={previews.some((preview) => preview.source === grant)}
              source={source}
              batch={batches.find(({ source: of, status }) => of === grant && status !== "undone") ?? null}
              isStarting={isStarting}
              onAllow={() => connect([grant])}
            />
          ));
        })}
        {own && state === "active" && calendars.length > 0 && (
          <OtherCalendars
            connectionId={id}
            calendars={calendars}
            followed={sources.filter(({ source }) => source === "calendar")}
          />
        )}
      </ul>
    </Card>
  );
}
