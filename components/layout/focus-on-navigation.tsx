"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

/** After going to another page the keyboard goes on from its heading, unless something in the page, or the assistant, took the focus. */
export function FocusOnNavigation() {
  const pathname = usePathname();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    const main = document.getElementById("main");
    const focused = document.activeElement;
    if (!main || main.contains(focused) || focused?.closest("[role=dialog], aside")) return;
    (main.querySelector<HTMLElement>("h1[tabindex]") ?? main).focus({ preventScroll: true });
  }, [pathname]);
  return null;
}
