import { Check, CircleAlert, Minus, Undo2 } from "lucide-react";

import type { Proposal } from "#lib/schemas/proposals.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { useMay } from "#components/ui/rights.tsx";

import { isDoneStep, type ProposalStep, stepTitle } from "./proposal-words.ts";
import { sharingDone, stepsInWords } from "./shared-records.ts";
import { useUndo } from "./use-undo.ts";

interface DoneStepsProps {
  proposal: Proposal;
  /** From the start; else the rows are opened by a press. */
  isOpen: boolean;
  onSettled: () => void;
}

/** The steps of what was approved as several: what became of each, and its own way back. */
export function DoneSteps({ proposal, isOpen, onSettled }: DoneStepsProps) {
  const shared = sharingDone(proposal.steps);
  const rows = (
    <ol className="mt-1 w-full border-t border-border">
      {proposal.steps.map((step, index) => (
        <DoneStep key={index} {...{ step, index, proposal, onSettled }} sharedWith={shared[index] ?? []} />
      ))}
    </ol>
  );
  if (isOpen) return <div className="w-full pb-0.5 pl-6.5">{rows}</div>;
  return (
    <details className="group w-full pb-0.5 pl-6.5">
      <summary className="inline-flex min-h-6 cursor-default list-none items-center rounded-control text-small text-text-muted hover:text-text [&::-webkit-details-marker]:hidden">
        <span className="group-open:hidden">Show the {proposal.steps.length} steps</span>
        <span className="hidden group-open:inline">Hide the steps</span>
      </summary>
      {rows}
    </details>
  );
}

interface DoneStepProps extends Pick<DoneStepsProps, "proposal" | "onSettled"> {
  step: ProposalStep;
  index: number;
  /** Steps that changed the same record. */
  sharedWith: readonly number[];
}

const looks = {
  done: { words: "Done", icon: Check, tone: "text-positive" },
  failed: { words: "Not done", icon: CircleAlert, tone: "text-danger" },
  takenBack: { words: "Taken back", icon: Undo2, tone: "text-text-muted" },
  leftOut: { words: "Left out", icon: Minus, tone: "text-text-muted" },
} as const;

function DoneStep({ step, index, sharedWith, proposal, onSettled }: DoneStepProps) {
  const { isPending, isUndone, undo } = useUndo(proposal.changeSetId, onSettled, index);
  const standing = isUndone ? "takenBack" : stepStanding(step, index, proposal);
  const { words, icon: Icon, tone } = looks[standing];
  const mayTakeBack = useMay("changes:write");
  const isOff = standing === "takenBack" || standing === "leftOut";
  return (
    <li className="flex min-h-8 items-center gap-2 border-b border-border last:border-b-0 max-md:min-h-10">
      <Icon aria-hidden="true" className={cn("size-3.5 shrink-0 stroke-[1.5]", tone)} />
      <span className="min-w-0 grow py-1 break-words">
        <span className="sr-only">{words}: </span>
        <span className={cn(isOff && "text-text-muted line-through decoration-1")}>
          {stepTitle(step, isDoneStep(step))}
        </span>
      </span>
      {standing === "done" && sharedWith.length > 0 ? (
        <span className="shrink-0 text-small text-text-muted">
          Undone only with {stepsInWords(sharedWith)}
        </span>
      ) : mayTakeBack && (standing === "done" || standing === "failed") ? (
        <Button
          size="small"
          look="quiet"
          className="-mr-2 text-accent"
          aria-label={`Undo step ${index + 1}`}
          pending={isPending}
          onClick={undo}
        >
          Undo
        </Button>
      ) : (
        <span className="shrink-0 text-small text-text-muted">{words}</span>
      )}
    </li>
  );
}

function stepStanding(
  step: ProposalStep,
  index: number,
  { effects }: Pick<Proposal, "effects">,
): keyof typeof looks {
  if (!isDoneStep(step)) return "leftOut";
  const own = effects.filter((effect) => effect.step === index);
  if (step.takenBack || (own.length > 0 && own.every(({ state }) => state === "takenBack")))
    return "takenBack";
  return own.some(({ state }) => state === "failed") ? "failed" : "done";
}
