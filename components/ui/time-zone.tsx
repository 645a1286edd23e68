"use client";

import { createContext, type ReactNode, use } from "react";

import { keepOffsets, type ZoneOffsets } from "#lib/format/zone-offsets.ts";

const Zone = createContext("UTC");

/** The time zone of the person's profile, in which every time is shown and typed, wherever the browser is. */
export const useTimeZone = (): string => use(Zone);

export function TimeZoneProvider({ offsets, children }: { offsets: ZoneOffsets; children: ReactNode }) {
  // Before anything below is written: every time of a page goes by them.
  keepOffsets(offsets);
  return <Zone value={offsets.timeZone}>{children}</Zone>;
}
