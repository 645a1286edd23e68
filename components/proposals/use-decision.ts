"use client";

import { useState, useTransition } from "react";

import type { Failure } from "#lib/result.ts";
import type { Proposal } from "#lib/schemas/proposals.ts";
import { approveProposal, rejectProposal, reopenProposal } from "#components/actions/proposals.ts";
import { showToast } from "#components/ui/toast-store.ts";

export type Edits = Record<string, Record<string, unknown>>;

interface Decision {
  isPending: boolean;
  error: Failure | null;
  /** `include`: the steps to run; all when left out. */
  approve: (choice?: { edits?: Edits; include?: number[] }) => void;
  reject: () => void;
}

/** Approving sends the id and the hash of what was shown; `onSettled` reads it again. */
export function useDecision(proposal: Proposal, onSettled: () => void): Decision {
  const [isPending, start] = useTransition();
  const [error, setError] = useState<Failure | null>(null);

  const approve: Decision["approve"] = (choice = {}) =>
    start(async () => {
      const result = await approveProposal({ id: proposal.id, expectedHash: proposal.hash, ...choice });
      setError(result.ok ? null : result.error);
      // Nothing changed that it is about: what it is has.
      if (result.ok && result.data.state === "stale" && result.data.changes.length === 0) {
        showToast({ text: "More was proposed with this meanwhile. Look at all of it, then approve." });
      }
      onSettled();
    });
  const reject = () =>
    start(async () => {
      const result = await rejectProposal({ id: proposal.id });
      setError(result.ok ? null : result.error);
      onSettled();
      if (result.ok)
        showToast({
          text: "Rejected",
          action: { label: "Undo", run: () => void reopen(proposal.id, onSettled) },
        });
    });
  return { isPending, error, approve, reject };
}

/** Lets a rejected proposal wait again, or says why that would mislead by now. */
async function reopen(id: string, onSettled: () => void): Promise<void> {
  const result = await reopenProposal({ id });
  if (!result.ok) showToast({ text: result.error.message, tone: "danger" });
  onSettled();
}

export function useReopen(id: string, onSettled: () => void): { isPending: boolean; undo: () => void } {
  const [isPending, start] = useTransition();
  return { isPending, undo: () => start(() => reopen(id, onSettled)) };
}
