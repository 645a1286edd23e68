"use client";

import { Undo2 } from "lucide-react";

import type { Proposal } from "#lib/schemas/proposals.ts";
import { countOf } from "#lib/format/number.ts";
import { useUndoAll } from "#components/proposals/use-undo.ts";
import { Button } from "#components/ui/button.tsx";
import { useMay } from "#components/ui/rights.tsx";

/** What of an answer was done and stands. What is sent keeps its own way back while it is held. */
export function standingIn(proposals: readonly Proposal[]): { changeSetIds: string[]; changes: number } {
  const standing = proposals.filter(
    ({ status, takenBack, changeSetId, effects }) =>
      status === "done" &&
      !takenBack &&
      changeSetId !== null &&
      effects.every(({ heldUntil }) => heldUntil === null),
  );
  const changes = standing.flatMap(({ steps }) =>
    steps.filter(({ outcome, takenBack }) => outcome?.state === "done" && !takenBack),
  ).length;
  return { changeSetIds: standing.flatMap(({ changeSetId }) => changeSetId ?? []), changes };
}

interface AnswerUndoProps {
  proposals: readonly Proposal[];
  onUndone: () => void;
}

/** At the end of an answer: takes back everything that it changed, or nothing. One change alone has its "Undo" on its own line. */
export function AnswerUndo({ proposals, onUndone }: AnswerUndoProps) {
  const { changeSetIds, changes } = standingIn(proposals);
  const { isPending, isUndone, undo } = useUndoAll(changeSetIds, onUndone);
  const isSeveral = proposals.flatMap(({ steps }) => steps).length > 1;
  const mayTakeBack = useMay("changes:write");
  if (!mayTakeBack || isUndone || changes === 0 || !isSeveral) return null;
  return (
    <div>
      <Button look="quiet" size="small" className="-ml-2 text-accent" pending={isPending} onClick={undo}>
        <Undo2 aria-hidden="true" />
        {changes === 1 ? "Undo this change" : `Undo all ${countOf(changes, "change")}`}
      </Button>
    </div>
  );
}
