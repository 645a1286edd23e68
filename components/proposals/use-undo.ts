"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";

import { revertChangeSet } from "#server/actions/change-sets.ts";
import { showToast } from "#components/ui/toast-store.ts";

interface Undo {
  isPending: boolean;
  isUndone: boolean;
  undo: () => void;
}

type Back = { changeSetId: string; part?: number };

/** Takes back what an approved proposal did, or one step of it. */
export function useUndo(changeSetId: string | null, onSettled: () => void, part?: number): Undo {
  const back = changeSetId === null ? [] : [{ changeSetId, ...(part === undefined ? {} : { part }) }];
  return useUndoEach(back, onSettled);
}

/**
 * The same of several, one after the other, until something stands against it: where somebody changed it since, Activity
 * shows what and asks.
 */
export function useUndoEach(backs: readonly Back[], onSettled: () => void): Undo {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const [isUndone, setUndone] = useState(false);
  const undo = () =>
    start(async () => {
      if (backs.length === 0) return;
      for (const { changeSetId, part } of backs) {
        const result = await revertChangeSet({ id: changeSetId, ...(part === undefined ? {} : { part }) });
        if (result.ok && result.data.status !== "conflicts") continue;
        onSettled();
        if (!result.ok) return showToast({ text: result.error.message, tone: "danger" });
        return showToast({
          text: "Somebody changed this since, so it was not taken back.",
          action: { label: "See it", run: () => router.push(`/activity?change=${changeSetId}`) },
        });
      }
      setUndone(true);
      onSettled();
      return showToast({ text: "Taken back" });
    });
  return { isPending, isUndone, undo };
}
