"use client";

import type { ReactNode } from "react";

import { dateWords, formatDateTime, formatRelative } from "#lib/format/time.ts";

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

interface WholeDayProps {
  /** "2026-12-02" */
  date: string;
  className?: string;
  /** In place of the date, where the place says it. */
  children?: ReactNode;
}

/** When something takes place that takes whole days: a date, and never a clock time. */
export function WholeDay({ date, className, children }: WholeDayProps) {
  return (
    <time dateTime={date} title={`All day on ${dateWords(date)}`} className={className}>
      {children ?? dateWords(date)}
    </time>
  );
}
