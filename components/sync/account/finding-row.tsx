import Link from "next/link";

import type { Finding, FindingKind } from "#lib/schemas/whereabouts.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Time, WholeDay } from "#components/ui/time.tsx";

const kinds: Record<
  FindingKind,
  { words: string; tone: "neutral" | "accent" | "positive" | "warning" | "danger" }
> = {
  here: { words: "Here", tone: "positive" },
  off_the_lists: { words: "Off the lists", tone: "neutral" },
  skipped: { words: "Left out", tone: "neutral" },
  failed: { words: "Failed", tone: "danger" },
  waiting: { words: "On its way", tone: "accent" },
  contact: { words: "Contact", tone: "positive" },
  no_contact: { words: "No contact", tone: "neutral" },
  left_out: { words: "Left out", tone: "neutral" },
  missing: { words: "Missing", tone: "warning" },
  not_there: { words: "Not there", tone: "neutral" },
  not_followed: { words: "Not followed", tone: "warning" },
};

/** One answer, with the way to what it speaks of. */
export function FindingRow({ finding }: { finding: Finding }) {
  const { kind, words, subject, from, at, startDate, threadId, contactId, batchId, connectionId } = finding;
  const { words: badge, tone } = kinds[kind];
  return (
    <li className="grid gap-1 border-b border-border px-4 py-2.5 last:border-b-0">
      <span className="flex flex-wrap items-center justify-between gap-x-3">
        <Badge tone={tone}>{badge}</Badge>
        {startDate ? (
          <WholeDay date={startDate} className="text-small text-text-muted" />
        ) : (
          at && <Time at={at} className="text-small text-text-muted" />
        )}
      </span>
      {subject !== null && <span className="font-medium break-words">{subject || "No subject"}</span>}
      {from && kind !== "contact" && kind !== "no_contact" && (
        <span className="truncate text-text-muted">{from}</span>
      )}
      <span className="break-words">{words}</span>
      <span className="flex flex-wrap gap-x-3 empty:hidden">
        {threadId && <To href={`/inbox/${threadId}`}>Open the mail</To>}
        {contactId && <To href={`/contacts/${contactId}`}>Open the contact</To>}
        {connectionId && !batchId && (kind === "missing" || kind === "waiting") && (
          <To href={`/sync/${connectionId}`}>Day by day</To>
        )}
        {batchId && <To href={`/sync?import=${batchId}`}>Open the import</To>}
      </span>
    </li>
  );
}

function To({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} prefetch={false} className="text-accent hover:underline">
      {children}
    </Link>
  );
}
