"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";

import { showRecord } from "./current-record.ts";
import { rememberVisit } from "./recent.ts";

/** Lets the frame know which record is shown: for "Recent", and for what the assistant is asked. */
export function RememberVisit({ title }: { title: string }) {
  const href = usePathname();
  useEffect(() => rememberVisit({ href, title }), [href, title]);
  useEffect(() => showRecord(href, title), [href, title]);
  return null;
}
