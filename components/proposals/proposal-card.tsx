"use client";

import { useEffect, useState } from "react";

import type { Proposal } from "#lib/schemas/proposals.ts";
import { type Reading, useLive } from "#components/live/use-live.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

import { OpenProposal } from "./open-proposal.tsx";
import { ProposalLine } from "./proposal-line.tsx";
import { type ProposalStep, standingOf } from "./proposal-words.ts";
import { useStepChoice } from "./use-step-choice.ts";

interface ProposalCardProps {
  proposalId: string;
  /** What is known of it already; without it, it is read. */
  initial?: Proposal | null;
  /** Shown in the conversation that it came from. */
  inThread?: boolean;
  /** Told whenever it was read. */
  onRead?: ((proposal: Proposal) => void) | undefined;
  /** Rises when it was taken back elsewhere on the page. */
  undone?: number;
  /** The answer that it belongs to is still being given: more steps may come. */
  isRunning?: boolean;
}

const noSteps: readonly ProposalStep[] = [];

/** What somebody wants to write for you, until you decide; then one line with the way back. Stays as it is elsewhere. */
export function ProposalCard({
  proposalId,
  initial = null,
  inThread = false,
  onRead,
  undone = 0,
  isRunning = false,
}: ProposalCardProps) {
  const { value, readings, error, reload } = useLive<Proposal>({
    path: `/proposals/${proposalId}`,
    initial,
    about: () => [proposalId],
    isMoving: (one) => /waiting|failed|held|sending/.test(standingOf(one)),
  });
  const { isGrowing, isOwn } = useGrowing(isRunning, readings.at(-1), reload);
  const isOpen = value?.status === "waiting" || value?.status === "failed";
  const isDecided = value !== null && !isOpen;
  const choice = useStepChoice({ proposalId, steps: value?.steps ?? noSteps, isOwn, isDecided });
  useEffect(() => {
    if (value) onRead?.(value);
  }, [value, onRead]);
  useEffect(() => {
    if (undone > 0) reload();
  }, [undone, reload]);
  if (!value) {
    if (error) return <ErrorState message={error.message} requestId={error.requestId} />;
    return (
      <div
        role="status"
        aria-label="Loading the proposal"
        className="h-36 rounded-card border border-border bg-surface p-4"
      >
        <Skeleton className="w-1/2" />
      </div>
    );
  }
  if (isDecided) {
    return (
      <div
        data-row={value.id}
        tabIndex={-1}
        className="rounded-card border border-border bg-surface pr-2 pl-4"
      >
        <ProposalLine proposal={value} onSettled={reload} inThread={inThread} isOpen />
      </div>
    );
  }
  return <OpenProposal proposal={value} {...{ inThread, choice, isGrowing }} onSettled={reload} />;
}

interface Turn {
  isRunning: boolean;
  /** When it ended; 0 where the card came after that, null until it is known. */
  endedAtMs: number | null;
  /** The first reading that was asked for after the end: whatever the answer proposed is in it. */
  settledBy: Reading<Proposal> | null;
}

/**
 * Whether steps may still come: while the answer is being given, and until what was asked for after that is read. With that
 * reading too they come as the answer's own.
 */
function useGrowing(
  isRunning: boolean,
  last: Reading<Proposal> | undefined,
  reload: () => void,
): { isGrowing: boolean; isOwn: boolean } {
  const [turn, setTurn] = useState<Turn>({ isRunning, endedAtMs: isRunning ? null : 0, settledBy: null });
  if (turn.isRunning !== isRunning) setTurn({ isRunning, endedAtMs: null, settledBy: null });
  useEffect(() => {
    if (turn.isRunning || turn.endedAtMs !== null) return;
    const timer = setTimeout(() => {
      setTurn({ ...turn, endedAtMs: Date.now() });
      reload();
    });
    return () => clearTimeout(timer);
  }, [turn, reload]);
  const { endedAtMs, settledBy } = turn;
  if (endedAtMs === 0) return { isGrowing: false, isOwn: false };
  const isSettled = endedAtMs !== null && last !== undefined && last.begunAtMs >= endedAtMs;
  if (isSettled && settledBy === null) setTurn({ ...turn, settledBy: last });
  return {
    isGrowing: isRunning || !isSettled,
    isOwn: !isSettled || settledBy === null || settledBy === last,
  };
}
