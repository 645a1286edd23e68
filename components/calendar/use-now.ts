import { useSyncExternalStore } from "react";

const minuteMs = 60_000;

function subscribe(listener: () => void): () => void {
  const timer = setInterval(listener, minuteMs / 6);
  return () => clearInterval(timer);
}

/** The minute that it is, in milliseconds; null while the server writes the page. */
export const useNow = (): number | null =>
  useSyncExternalStore<number | null>(
    subscribe,
    () => Math.floor(Date.now() / minuteMs) * minuteMs,
    () => null,
  );
