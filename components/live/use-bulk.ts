"use client";

import { useState } from "react";

import type { Result } from "#lib/result.ts";
import { showToast } from "#components/ui/toast-store.ts";
import type { Selection } from "#components/ui/use-selection.ts";

import { actOnEach } from "./act.ts";

type Change = (id: string) => Promise<Result<unknown>>;

interface Bulk {
  change: Change;
  back: Change;
  /** "12 contacts deleted". */
  words: (count: number) => string;
  /** Takes rows out of sight at once, or brings them back; left out where they stay. */
  onHide?: (ids: readonly string[], isHidden: boolean) => void;
}

/** The same change for all that is selected, with one undo for all of it. */
export function useBulk(selection: Selection): { isPending: boolean; run: (bulk: Bulk) => void } {
  const [isPending, setPending] = useState(false);

  const run = async ({ change, back, words, onHide }: Bulk) => {
    const ids = [...selection.ids];
    setPending(true);
    onHide?.(ids, true);
    selection.clear();
    const { done, refusal } = await actOnEach(ids, change);
    setPending(false);
    onHide?.(
      ids.filter((id) => !done.includes(id)),
      false,
    );
    if (done.length === 0) {
      return showToast({ text: refusal ?? "Nothing was changed.", tone: "danger" });
    }
    const undo = async () => {
      const { done: undone, refusal: refused } = await actOnEach(done, back);
      onHide?.(undone, false);
      showToast(refused ? { text: refused, tone: "danger" } : { text: "Undone" });
    };
    const left = ids.length - done.length;
    return showToast({
      text: refusal === null ? words(done.length) : `${words(done.length)}, ${left} not: ${refusal}`,
      action: { label: "Undo", run: () => void undo() },
    });
  };
  return { isPending, run: (bulk) => void run(bulk) };
}
