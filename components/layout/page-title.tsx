"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

/** The page that the browser began with has the focus where the browser puts it. */
let landedOn: string | null = null;
let hasNavigated = false;

/** A page's heading. After going to another page the keyboard goes on from here, unless the page itself took the focus. */
export function PageTitle({ title }: { title: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const pathname = usePathname();
  useEffect(() => {
    landedOn ??= pathname;
    hasNavigated ||= pathname !== landedOn;
    const active = document.activeElement;
    const isTaken = active?.closest("#main *, [role=dialog], [role=menu], aside") ?? null;
    if (hasNavigated && isTaken === null) heading.current?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <h1 ref={heading} tabIndex={-1} className="truncate text-heading font-semibold focus:outline-none">
      {title}
    </h1>
  );
}
