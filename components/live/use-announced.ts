"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

import { listenLive } from "./stream.ts";

/** What comes in a burst is read once. */
const quietMs = 400;

/** Reads the page again when something of these kinds is announced. Unlike `useLive` it knows no ids beforehand. */
export function useAnnounced(types: readonly string[], isWanted = true): void {
  const router = useRouter();
  const wanted = types.join(" ");

  useEffect(() => {
    if (!isWanted) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readAgain = () => {
      clearTimeout(timer);
      timer = setTimeout(() => router.refresh(), quietMs);
    };
    const stop = listenLive({
      onOpen: () => undefined,
      onMissed: readAgain,
      onEvent({ type }) {
        if (wanted.split(" ").includes(type)) readAgain();
      },
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [wanted, isWanted, router]);
}
