import { ChevronRight } from "lucide-react";

import { FieldDiff, type FieldChange, fieldWords, valueWords } from "#components/ui/field-diff.tsx";
import { useTimeZone } from "#components/ui/time-zone.tsx";

import { changesBesideTitle, changesOf, type ProposalStep, revertedBy } from "./proposal-words.ts";
import { WhatGoesBack } from "./what-goes-back.tsx";

/** What a step writes, field by field: what is, and what comes in its place. */
export function Changes({ step }: { step: ProposalStep }) {
  const changes = changesOf(step, useTimeZone());
  const reverted = revertedBy(step);
  return (
    <>
      <Gone step={step} />
      {reverted !== null && <WhatGoesBack changeSetId={reverted.id} part={reverted.part} />}
      {changes.length > 0 && <FieldDiff changes={changes} />}
    </>
  );
}

const valueMax = 90;

/** The same in a line, which opens to all of it where it is more than a line holds. */
export function ChangesInShort({ step }: { step: ProposalStep }) {
  const timeZone = useTimeZone();
  const changes = changesBesideTitle(step, timeZone);
  const words = (value: unknown) => valueWords(value, timeZone);
  const isLong = changes.some(({ old, new: next }) =>
    [old, next].some((value) => (words(value)?.length ?? 0) > valueMax),
  );
  const line = (
    <span className="flex min-w-0 flex-wrap gap-x-3">
      {changes.map((change) => (
        <InShort key={change.field} change={change} words={words} />
      ))}
    </span>
  );
  return (
    <>
      <Gone step={step} />
      {isLong ? (
        <details className="group min-w-0">
          <summary className="flex min-w-0 list-none items-start gap-1 rounded-control [&::-webkit-details-marker]:hidden">
            <ChevronRight
              aria-hidden="true"
              className="mt-0.5 -ml-1 size-4 shrink-0 stroke-[1.5] text-text-muted transition-transform group-open:rotate-90"
            />
            <span className="min-w-0 group-open:hidden">{line}</span>
            <span className="hidden text-text-muted group-open:inline">What changes</span>
          </summary>
          <FieldDiff changes={changesOf(step, timeZone)} />
        </details>
      ) : (
        changes.length > 0 && line
      )}
    </>
  );
}

function InShort({ change, words }: { change: FieldChange; words: (value: unknown) => string | null }) {
  const [old, next] = [words(change.old), words(change.new)];
  return (
    <span className="min-w-0 break-words">
      <span className="text-text-muted">{fieldWords(change.field)}</span>{" "}
      {old !== null && (
        <>
          <del className="text-text-muted decoration-1">{short(old)}</del>{" "}
        </>
      )}
      <ins className="no-underline">{next === null ? "–" : short(next)}</ins>
    </span>
  );
}

const short = (text: string): string =>
  text.length > valueMax ? `${text.slice(0, valueMax - 1).trimEnd()}…` : text;

function Gone({ step }: { step: ProposalStep }) {
  if (!step.targets.some(({ missing }) => missing)) return null;
  return <p className="text-danger">The record that this is about is not there any more.</p>;
}
