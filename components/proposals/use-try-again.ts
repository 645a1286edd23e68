"use client";

import { useTransition } from "react";

import { retryJob } from "#components/actions/jobs.ts";
import { actOnEach } from "#components/live/act.ts";
import { showToast } from "#components/ui/toast-store.ts";

/** Asks again for what is to be done outside and failed there. */
export function useTryAgain(
  jobIds: readonly string[],
  onSettled: () => void,
): { isPending: boolean; again: () => void } {
  const [isPending, start] = useTransition();
  const again = () =>
    start(async () => {
      const { refusal } = await actOnEach(jobIds, (id) => retryJob({ id }));
      if (refusal) showToast({ text: refusal, tone: "danger" });
      onSettled();
    });
  return { isPending, again };
}
