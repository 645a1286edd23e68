"use client";

import { useState } from "react";

import type { ProposalStep } from "./proposal-words.ts";
import { allTurned, noChoice, type StepChoice, turned, withArrived } from "./step-choice.ts";

export interface Choosing extends StepChoice {
  onToggle: (index: number) => void;
  onToggleAll: () => void;
}

/** What is ticked of a card, for as long as the card stands: through approvals that did nothing, and through new steps. */
export function useStepChoice(steps: readonly ProposalStep[], isOwn: boolean): Choosing {
  const [before, setChoice] = useState(noChoice);
  const choice = withArrived(steps, before, isOwn);
  if (choice !== before) setChoice(choice);
  return {
    ...choice,
    onToggle: (index) => setChoice((now) => turned(steps, now, index)),
    onToggleAll: () => setChoice((now) => allTurned(steps, now)),
  };
}
