"use client";

import { useEffect, useState } from "react";

const tickMs = 250;

/** Seconds until an instant, by this browser's clock; null before it is known, 0 from then on. */
function useSecondsUntil(at: string | null): number | null {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    if (at === null) return;
    const tick = () => setLeft(Math.max(0, Math.ceil((Date.parse(at) - Date.now()) / 1_000)));
    const first = setTimeout(tick, 0);
    const timer = setInterval(tick, tickMs);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [at]);
  return left;
}

/** Counts down until a mail goes; what it became is told by whoever shows it. */
export function GoesIn({ at }: { at: string | null }) {
  const left = useSecondsUntil(at);
  return (
    <p className="text-small text-text-muted">
      {/* Each second read out would be noise. */}
      <span className="sr-only">It goes out in a few seconds. It can be called back until then.</span>
      <span aria-hidden="true" className="tabular-nums">
        {left === null || left > 0 ? `Goes out in ${left ?? "a few"} s` : "About to go out…"}
      </span>
    </p>
  );
}
