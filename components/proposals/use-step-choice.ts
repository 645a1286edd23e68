"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";

import { keptChoices } from "./kept-choices.ts";
import type { ProposalStep } from "./proposal-words.ts";
import { allTurned, nothingShown, shownNow, type StepChoice, turned } from "./step-choice.ts";

export interface Choosing extends StepChoice {
  onToggle: (index: number) => void;
  onToggleAll: () => void;
}

interface Chosen {
  proposalId: string;
  steps: readonly ProposalStep[];
  /** Steps that come are the answer's own. */
  isOwn: boolean;
  isDecided: boolean;
}

const nothingKept = () => null;

/**
 * What is ticked of a card, until it is decided: through approvals that did nothing, through new steps, over a reload, and on
 * every card of this proposal.
 */
export function useStepChoice({ proposalId, steps, isOwn, isDecided }: Chosen): Choosing {
  const kept = useSyncExternalStore(keptChoices.subscribe, () => keptChoices.of(proposalId), nothingKept);
  const [before, setShown] = useState(nothingShown);
  const shown = shownNow(steps, before, kept, isOwn);
  if (shown !== before) setShown(shown);
  const { choice } = shown;
  useKeptUntil(isDecided, proposalId);
  return {
    ...choice,
    onToggle: (index) => keptChoices.keep(proposalId, turned(steps, choice, index)),
    onToggleAll: () => keptChoices.keep(proposalId, allTurned(steps, choice)),
  };
}

/** Kept until it is decided; a rejection that is taken back brings it again. */
function useKeptUntil(isDecided: boolean, proposalId: string): void {
  const last = useRef<StepChoice | null>(null);
  useEffect(() => {
    if (isDecided) {
      last.current = keptChoices.of(proposalId) ?? last.current;
      keptChoices.drop(proposalId);
    } else if (last.current) {
      keptChoices.keep(proposalId, last.current);
      last.current = null;
    }
  }, [isDecided, proposalId]);
}
