"use client";

import { createContext, type ReactNode, startTransition, use, useEffect, useState } from "react";

const minuteMs = 60_000;
const minuteOf = (ms: number): number => Math.floor(ms / minuteMs) * minuteMs;

const Now = createContext<number | null>(null);

/** The minute that it is, in milliseconds; null where nobody says. */
export const useNow = (): number | null => use(Now);

/** Begins with the minute the server wrote the page in, so that nothing has to be written again, and goes with the clock. */
export function NowProvider({ nowMs, children }: { nowMs: number; children: ReactNode }) {
  const [minute, setMinute] = useState(() => minuteOf(nowMs));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      const atMs = Date.now();
      startTransition(() => setMinute(minuteOf(atMs)));
      timer = setTimeout(tick, minuteMs - (atMs % minuteMs));
    };
    tick();
    return () => clearTimeout(timer);
  }, []);
  return <Now value={minute}>{children}</Now>;
}
