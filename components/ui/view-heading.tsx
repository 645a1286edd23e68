"use client";

import { type ReactNode, useEffect, useRef } from "react";

import { cn } from "./cn.ts";

/** The heading of a view that took the place of another: where focus was lost with the old one, it goes here. */
export function ViewHeading({ className, children }: { className?: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (lost) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h2
      ref={heading}
      tabIndex={-1}
      className={cn("text-title font-semibold wrap-anywhere focus:outline-none", className)}
    >
      {children}
    </h2>
  );
}
