"use client";

import { formatDateTime, formatRelative } from "#lib/format/time.ts";

import { useNow } from "./now.tsx";
import { useTimeZone } from "./time-zone.tsx";

/** A relative time with the exact one on hover. */
export function Time({ at, className }: { at: string; className?: string }) {
  const nowMs = useNow();
  const timeZone = useTimeZone();
  return (
    <time dateTime={at} title={formatDateTime(at, timeZone)} className={className}>
      {formatRelative(at, nowMs, timeZone)}
    </time>
  );
}
