"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";

import { rememberVisit } from "./recent.ts";

export function RememberVisit({ title }: { title: string }) {
  const href = usePathname();
  useEffect(() => rememberVisit({ href, title }), [href, title]);
  return null;
}
