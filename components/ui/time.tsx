"use client";

import { useSyncExternalStore } from "react";

import { formatDateTime, formatRelative } from "#lib/format/time.ts";

const never = () => () => undefined;
const onTheMinute = () => Math.floor(Date.now() / 60_000) * 60_000;

/** A relative time with the exact one on hover; the server, which knows no time zone of yours, writes the date. */
export function Time({ at, className }: { at: string; className?: string }) {
  const now = useSyncExternalStore(never, onTheMinute, () => null);
  return (
    <time dateTime={at} title={formatDateTime(at, now === null ? "UTC" : undefined)} className={className}>
      {formatRelative(at, now)}
    </time>
  );
}
