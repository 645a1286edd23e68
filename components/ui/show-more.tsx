"use client";

import { useEffect, useRef } from "react";

import { Button } from "./button.tsx";

interface ShowMoreProps {
  pending: boolean;
  onMore: () => void;
  /** Also by scrolling near it. */
  whenSeen?: boolean;
}

/** The end of a list that goes on. */
export function ShowMore({ pending, onMore, whenSeen = false }: ShowMoreProps) {
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = place.current;
    if (!element || !whenSeen || pending) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onMore(), {
      rootMargin: "400px",
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [whenSeen, pending, onMore]);

  return (
    <div ref={place} className="flex justify-center border-t border-border p-2">
      <Button look="quiet" pending={pending} onClick={onMore}>
        {pending ? "Loading…" : "Show more"}
      </Button>
    </div>
  );
}
