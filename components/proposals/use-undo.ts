"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";

import type { Result } from "#lib/result.ts";
import type { RevertConflict } from "#lib/schemas/change-sets.ts";
import { revertAllChangeSets, revertChangeSet } from "#components/actions/change-sets.ts";
import { showToast } from "#components/ui/toast-store.ts";

interface Undo {
  isPending: boolean;
  isUndone: boolean;
  undo: () => void;
}

interface Answer {
  status: string;
  conflicts: readonly RevertConflict[];
  /** The change set that something stands against. */
  conflictsIn?: string | null;
}

/** Takes back what an approved proposal did, or one step of it. */
export function useUndo(changeSetId: string | null, onSettled: () => void, part?: number): Undo {
  return useTakingBack(changeSetId, onSettled, (id) =>
    revertChangeSet({ id, ...(part === undefined ? {} : { part }) }),
  );
}

/** The same of several: all of them, or none where something stands against one. */
export function useUndoAll(changeSetIds: readonly string[], onSettled: () => void): Undo {
  return useTakingBack(changeSetIds[0] ?? null, onSettled, () =>
    revertAllChangeSets({ ids: [...changeSetIds] }),
  );
}

/** Where somebody changed it since, nothing goes back: Activity shows what and asks. */
function useTakingBack(
  changeSetId: string | null,
  onSettled: () => void,
  takeBack: (id: string) => Promise<Result<Answer>>,
): Undo {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const [isUndone, setUndone] = useState(false);
  const undo = () =>
    start(async () => {
      if (changeSetId === null) return;
      const result = await takeBack(changeSetId);
      if (!result.ok) showToast({ text: result.error.message, tone: "danger" });
      else if (result.data.status === "conflicts") {
        const { conflicts, conflictsIn } = result.data;
        showToast({
          text: conflictWords(conflicts),
          action: {
            label: "See it",
            run: () => router.push(`/activity?change=${conflictsIn ?? changeSetId}`),
          },
        });
      } else {
        setUndone(true);
        showToast({ text: result.data.status === "queued" ? "Being taken back" : "Taken back" });
      }
      onSettled();
    });
  return { isPending, isUndone, undo };
}

/** "Anna changed “Acme” since, so nothing was taken back." */
function conflictWords([first]: readonly RevertConflict[]): string {
  const what = first?.label ? `“${first.label}”` : "this";
  const why =
    first?.kind === "referenced"
      ? `Something else rests on ${what} by now`
      : first?.kind === "deleted"
        ? `${first.label ? what : "What it changed"} is gone by now`
        : `${first?.changedBy?.name ?? "Somebody"} changed ${what} since`;
  return `${why}, so nothing was taken back.`;
}
