"use client";

import { useSyncExternalStore } from "react";

import { formatDateTime, formatRelative } from "#lib/format/time.ts";

import { useTimeZone } from "./time-zone.tsx";

const never = () => () => undefined;
const onTheMinute = () => Math.floor(Date.now() / 60_000) * 60_000;

/** A relative time with the exact one on hover; the server, which does not know when it is read, writes the date. */
export function Time({ at, className }: { at: string; className?: string }) {
  const now = useSyncExternalStore(never, onTheMinute, () => null);
  const timeZone = useTimeZone();
  return (
    <time dateTime={at} title={formatDateTime(at, timeZone)} className={className}>
      {formatRelative(at, now, timeZone)}
    </time>
  );
}
