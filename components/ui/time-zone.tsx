"use client";

import { createContext, type ReactNode, use } from "react";

const Zone = createContext("UTC");

/** The time zone of the person's profile, in which every time is shown and typed, wherever the browser is. */
export const useTimeZone = (): string => use(Zone);

export function TimeZoneProvider({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  return <Zone value={timeZone}>{children}</Zone>;
}
