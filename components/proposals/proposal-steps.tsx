import type { Proposal } from "#lib/schemas/proposals.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { FieldDiff } from "#components/ui/field-diff.tsx";
import { useTimeZone } from "#components/ui/time-zone.tsx";

import { changesOf, type ProposalStep, stepTitle } from "./proposal-words.ts";

interface ProposalStepsProps {
  steps: Proposal["steps"];
  /** The steps to run; turned only where there are several. */
  chosen: ReadonlySet<number>;
  onToggle: (index: number) => void;
}

/** What each step writes: what is, and what comes in its place. */
export function ProposalSteps({ steps, chosen, onToggle }: ProposalStepsProps) {
  const [first] = steps;
  if (steps.length === 1 && first) return <Changes step={first} />;
  return (
    <ol className="grid gap-3">
      {steps.map((step, index) => (
        <li key={index} className="grid gap-1">
          <label className="flex items-start gap-2 font-medium">
            <Checkbox className="mt-0.5" checked={chosen.has(index)} onChange={() => onToggle(index)} />
            <span className="min-w-0 break-words">
              {index + 1}. {stepTitle(step)}
            </span>
          </label>
          <div className="pl-6">
            <Changes step={step} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function Changes({ step }: { step: ProposalStep }) {
  const timeZone = useTimeZone();
  const changes = changesOf(step, timeZone);
  const isGone = step.targets.some(({ missing }) => missing);
  return (
    <>
      {isGone && <p className="text-danger">The record that this is about is not there any more.</p>}
      {changes.length > 0 && <FieldDiff changes={changes} />}
    </>
  );
}
