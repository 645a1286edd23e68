import type { ReactNode } from "react";

import { formatBytes } from "#lib/format/bytes.ts";
import { formatNumber } from "#lib/format/number.ts";
import type { AccountHealth, ConnectionStatus, SourceStatus } from "#lib/schemas/reconciliation.ts";
import { SectionCard } from "#components/ui/section-card.tsx";
import { Time } from "#components/ui/time.tsx";

const names = { gmail: "Mail", calendar: "Calendar" };
const states = {
  active: "Connected",
  reconnect_needed: "Google asks you to connect again",
  disconnected: "Disconnected",
};

interface StatusCardProps {
  status: ConnectionStatus;
  health: AccountHealth | null;
  children?: ReactNode;
}

/** How the account, or the file, stands, in facts that can be checked. */
export function StatusCard({ status, health, children }: StatusCardProps) {
  const followed = new Set(status.sources.map(({ calendar }) => calendar?.id));
  const left = status.calendars.filter(
    ({ id, isReadable, goneAt }) => isReadable && goneAt === null && !followed.has(id),
  );
  return (
    <SectionCard title="How it stands">
      <dl>
        {status.file && (
          <Line term="File">
            {formatBytes(status.file.byteSize)},{" "}
            {status.file.kept ? "kept: it can be read again" : "not kept any more"}
          </Line>
        )}
        {!status.file && <Access status={status} health={health} />}
        {health && (
          <Line term="Quota, last minute">
            <Used name="Gmail" unit="units" use={health.quota.gmail} /> ·{" "}
            <Used name="Calendar" unit="calls" use={health.quota.calendar} />
          </Line>
        )}
        {status.sources.map((source) => (
          <Source key={`${source.source} ${source.calendar?.id ?? ""}`} source={source} />
        ))}
        {left.length > 0 && (
          <Line term="Calendars that are not brought in">
            {left.map(({ name }) => name).join(", ")}: see the account’s card to preview them
          </Line>
        )}
        {status.sources.length === 0 && !status.file && (
          <Line term="Follows">Nothing is approved yet, so nothing is followed</Line>
        )}
      </dl>
      {children}
    </SectionCard>
  );
}

function Access({ status, health }: Pick<StatusCardProps, "status" | "health">) {
  const isOpen = status.state === "active";
  const closed = (["gmail", "calendar"] as const).filter((source) => !status.scopes.includes(source));
  return (
    <Line term="Access">
      {states[status.state]}
      {isOpen && health?.token && (
        <>
          {" "}
          · renewed <Time at={health.token.renewedAt} />, by itself: the next time after{" "}
          <Time at={health.token.goodUntil} />
        </>
      )}
      {isOpen && health && !health.token && (
        <span className="text-danger"> · its key is gone: connect it again</span>
      )}
      {isOpen && closed.length > 0 && (
        <span className="block text-text-muted">
          {closed.map((source) => names[source]).join(" and ")} may not be read: see the account’s card
        </span>
      )}
    </Line>
  );
}

function Used({ name, unit, use }: { name: string; unit: string; use: AccountHealth["quota"]["gmail"] }) {
  return (
    <>
      {name} {formatNumber(use.used)} of {formatNumber(use.limit)} {unit}
      {use.heldMs > 0 && ", Google asked us to wait"}
    </>
  );
}

function Source({ source }: { source: SourceStatus }) {
  const { calendar, syncedAt, nextSyncAt, pushedAt, pushUntil, trouble, pushTrouble, failed, following } =
    source;
  return (
    <Line
      term={`${names[source.source]}${calendar && calendar.id !== "primary" ? `: ${calendar.name}` : ""}`}
    >
      {syncedAt ? (
        <>
          in step as of <Time at={syncedAt} />
        </>
      ) : (
        "its first import is not done"
      )}
      {following && nextSyncAt && (
        <>
          {" "}
          · next look <Time at={nextSyncAt} />
        </>
      )}
      <span className="block text-text-muted">
        {!following ? (
          "Not followed: nothing new comes in. What came in stays"
        ) : pushUntil ? (
          <>
            Google tells of changes until <Time at={pushUntil} />
            {pushedAt && (
              <>
                , last <Time at={pushedAt} />
              </>
            )}
          </>
        ) : (
          "Google is asked for changes; it does not tell of them by itself"
        )}
      </span>
      {failed > 0 && <span className="block text-danger">{formatNumber(failed)} failed: see below</span>}
      {trouble && <Trouble {...trouble} />}
      {pushTrouble && <Trouble {...pushTrouble} />}
    </Line>
  );
}

const Trouble = ({ message, next }: { message: string; next: string }) => (
  <span className="block text-danger">
    {message} <span className="text-text-muted">{next}</span>
  </span>
);

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="border-b border-border px-4 py-2 last:border-b-0">
      <dt className="text-text-muted">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
