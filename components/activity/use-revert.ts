"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";

import type { OnConflict, RevertResult } from "#lib/schemas/change-sets.ts";
import { revertChangeSet } from "#components/actions/change-sets.ts";
import { showToast } from "#components/ui/toast-store.ts";

interface Revert {
  isPending: boolean;
  /** What stands in the way, until it is decided. */
  conflicts: RevertResult | null;
  revert: (onConflict?: OnConflict) => void;
  dismiss: () => void;
}

/** Takes a change back; what changed since is shown first. */
export function useRevert(id: string): Revert {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const [conflicts, setConflicts] = useState<RevertResult | null>(null);

  const revert = (onConflict: OnConflict = "ask") =>
    start(async () => {
      const result = await revertChangeSet({ id, onConflict });
      if (!result.ok) return showToast({ text: result.error.message, tone: "danger" });
      const { status, changeSetId, jobId } = result.data;
      if (status === "conflicts") return setConflicts(result.data);
      setConflicts(null);
      if (status === "queued") {
        return showToast({
          text: "It is being taken back",
          action: { label: "Watch", run: () => router.push(jobId ? `/jobs?job=${jobId}` : "/jobs") },
        });
      }
      return showToast({
        text: changeSetId === null ? "Nothing was left to take back" : "Taken back",
        ...(changeSetId === null ? {} : { action: { label: "Undo", run: () => void again(changeSetId) } }),
      });
    });
  return { isPending, conflicts, revert, dismiss: () => setConflicts(null) };
}

/** Taking back the taking-back. */
async function again(id: string): Promise<void> {
  const result = await revertChangeSet({ id });
  if (!result.ok) showToast({ text: result.error.message, tone: "danger" });
  else if (result.data.status === "conflicts") {
    showToast({
      text: "Something changed since, so it stays taken back. Activity shows what.",
      tone: "danger",
    });
  } else showToast({ text: "Done again" });
}
