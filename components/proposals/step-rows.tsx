import { Pencil } from "lucide-react";
import type { ReactNode } from "react";

import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { cn } from "#components/ui/cn.ts";

import { ChangesInShort } from "./changes.tsx";
import { type ProposalStep, stepTitle } from "./proposal-words.ts";
import { sharing, stepsInWords } from "./shared-records.ts";
import type { Choosing } from "./use-step-choice.ts";

interface StepRowsProps {
  steps: readonly ProposalStep[];
  choice: Choosing;
  /** Those whose form is open. */
  editing: ReadonlySet<number>;
  mayDecide: boolean;
  onEdit: (index: number) => void;
  formOf: (index: number) => ReactNode;
  /** What led to the step. */
  readingOf: (index: number) => ReactNode;
}

/** Several steps, a row each: what it does, a tick, and the way to change its values. */
export function StepRows({ steps, choice, editing, mayDecide, onEdit, formOf, readingOf }: StepRowsProps) {
  const { chosen, joined, onToggle, onToggleAll } = choice;
  const shared = sharing(steps, (index) => chosen.has(index));
  return (
    <div className="rounded-control border border-border">
      <div className="flex min-h-8 items-center justify-between gap-3 border-b border-border px-3 text-small text-text-muted">
        <label className="flex items-center gap-2.5">
          <Checkbox
            checked={chosen.size === steps.length}
            mixed={chosen.size > 0 && chosen.size < steps.length}
            disabled={!mayDecide}
            onChange={onToggleAll}
          />
          All
        </label>
        <span role="status">
          {chosen.size} of {steps.length}
          {joined.size > 0 && `, ${joined.size} new`}
        </span>
      </div>
      <ol>
        {steps.map((step, index) => (
          <li
            key={index}
            data-step={index}
            className="grid gap-1 border-b border-border px-3 py-2 last:border-b-0"
          >
            <div className="flex items-start gap-2">
              <label className="flex min-w-0 grow items-start gap-2.5 font-medium">
                <Checkbox
                  className="mt-0.5"
                  checked={chosen.has(index)}
                  disabled={!mayDecide}
                  onChange={() => onToggle(index)}
                />
                <span className={cn("min-w-0 break-words", !chosen.has(index) && "text-text-muted")}>
                  {index + 1}. {stepTitle(step)}
                </span>
                {joined.has(index) && <Badge tone="accent">New</Badge>}
              </label>
              {mayDecide && step.fields.length > 0 && (
                <Button
                  look="quiet"
                  size="icon"
                  className="-my-1.5 -mr-2 max-md:-my-2.5"
                  aria-label={`Edit step ${index + 1}`}
                  aria-expanded={editing.has(index)}
                  onClick={() => onEdit(index)}
                >
                  <Pencil aria-hidden="true" />
                </Button>
              )}
            </div>
            <div className="grid min-w-0 gap-0.5 pl-6.5 empty:hidden">
              {editing.has(index) ? (
                <div className="pt-1 pb-1.5">{formOf(index)}</div>
              ) : (
                <ChangesInShort step={step} />
              )}
              <Needs step={step} chosen={chosen} isChosen={chosen.has(index)} />
              <UndoneWith places={shared[index] ?? []} />
              {readingOf(index)}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Said before it is approved: afterwards it would be a surprise. */
function UndoneWith({ places }: { places: readonly number[] }) {
  if (places.length === 0) return null;
  return (
    <p className="text-small text-text-muted">
      Changes the same record as {stepsInWords(places)}: they can only be undone together.
    </p>
  );
}

interface NeedsProps {
  step: ProposalStep;
  chosen: ReadonlySet<number>;
  isChosen: boolean;
}

/** Where it is left out because what it names is. */
function Needs({ step: { needs }, chosen, isChosen }: NeedsProps) {
  const missing = needs.filter((index) => !chosen.has(index)).map((index) => index + 1);
  if (isChosen || missing.length === 0) return null;
  return <p className="text-small text-text-muted">Left out with {missing.join(" and ")}, which it needs.</p>;
}
