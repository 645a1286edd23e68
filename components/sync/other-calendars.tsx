"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";

import type { AccountCalendar, SourceState } from "#lib/schemas/sync.ts";
import { createPreview } from "#components/actions/sync.ts";
import { Button } from "#components/ui/button.tsx";
import { useMay } from "#components/ui/rights.tsx";
import { showToast } from "#components/ui/toast-store.ts";

import { busyWords, entryCount } from "./calendar-choice.tsx";

interface OtherCalendarsProps {
  connectionId: string;
  calendars: readonly AccountCalendar[];
  /** What is followed of them. */
  followed: readonly SourceState[];
}

/** What the account has besides: a calendar that was made or shared later is brought in by a preview of its own. */
export function OtherCalendars({ connectionId, calendars, followed }: OtherCalendarsProps) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const maySync = useMay("sync:write");
  const known = new Set(followed.map(({ calendar }) => calendar?.id));
  const others = calendars.filter(({ id, goneAt }) => !known.has(id) && goneAt === null);
  if (others.length === 0) return null;
  // It is to come in by the same choices as the others, until somebody makes other ones in its preview.
  const { addresses: _, ...choices } = followed.find(({ rule }) => rule !== null)?.rule?.controls ?? {
    addresses: [],
  };
  const preview = (id: string) =>
    start(async () => {
      const controls = { ...choices, calendars: [id] };
      const made = await createPreview({ connectionId, source: "calendar", controls });
      if (made.ok) router.push(`/sync?preview=${made.data.id}`);
      else showToast({ text: made.error.message, tone: "danger" });
    });
  return (
    <li className="border-b border-border px-4 py-2 last:border-b-0">
      <p className="text-text-muted">Also in this account, and not brought in:</p>
      <ul aria-label="Other calendars">
        {others.map(({ id, name, isReadable, ...counts }) => (
          <li key={id} className="flex min-h-9 flex-wrap items-center gap-x-3">
            <span className="min-w-0 grow basis-40">
              {name}{" "}
              <span className="text-text-muted">
                {!isReadable ? busyWords : counts.count === null ? "" : `${entryCount(counts)} entries`}
              </span>
            </span>
            {isReadable && maySync && (
              <Button
                size="small"
                look="quiet"
                pending={isPending}
                aria-label={`Preview ${name}`}
                onClick={() => preview(id)}
              >
                Preview
              </Button>
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}
