"use client";

import { useEffect, useRef } from "react";

import { act } from "#components/live/act.ts";
import { updateProfile } from "#components/actions/profile.ts";

/** For a profile that nobody has touched: the browser's zone, said and taken back like any change. */
export function AdoptTimeZone({ current, version }: { current: string; version: number }) {
  const isAsked = useRef(false);
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    if (isAsked.current || timeZone === current || timeZone === "Etc/UTC") return;
    isAsked.current = true;
    void act(
      () => updateProfile({ timeZone, expectedVersion: version }),
      `Times are shown for ${timeZone.replaceAll("_", " ")}`,
      () => updateProfile({ timeZone: current }),
    );
  }, [current, version]);
  return null;
}
