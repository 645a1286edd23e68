"use client";

import { useTransition } from "react";

import type { StartGoogleInput } from "#lib/schemas/connections.ts";
import { startGoogle } from "#components/actions/connections.ts";
import { showToast } from "#components/ui/toast-store.ts";

/** Off to Google, which leads back to the same page. */
export function useStartGoogle(): [boolean, (input: StartGoogleInput) => void] {
  const [isPending, start] = useTransition();
  const go = (input: StartGoogleInput) =>
    start(async () => {
      const result = await startGoogle({ next: window.location.pathname, ...input });
      if (result.ok) window.location.assign(result.data.url);
      else showToast({ text: result.error.message, tone: "danger" });
    });
  return [isPending, go];
}
