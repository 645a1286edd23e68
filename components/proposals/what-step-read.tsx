import type { Proposal } from "#lib/schemas/proposals.ts";

import { Excerpts } from "./excerpts.tsx";
import { NamedElsewhere } from "./named-elsewhere.tsx";
import type { StepReading } from "./step-reading.ts";

interface WhatStepReadProps {
  /** Nothing where the card tells all of it. */
  reading: StepReading | undefined;
  /** The step, from 0. */
  index: number;
  source: Proposal["source"];
}

/** In the row of a step: what of it the person did not name, and the words of others that led to it. */
export function WhatStepRead({ reading, index, source }: WhatStepReadProps) {
  if (!reading) return null;
  const { named, excerpts, sameAs } = reading;
  const others = sameAs.map((at) => at + 1).sort((one, other) => one - other);
  if (named.length + excerpts.length + others.length === 0) return null;
  return (
    <div className="grid min-w-0 gap-1.5 pt-1 pb-0.5">
      <NamedElsewhere named={named} step={index + 1} />
      {excerpts.length > 0 && <Excerpts excerpts={excerpts} source={source} step={index + 1} />}
      {others.length > 0 && (
        <p className="text-small text-text-muted">
          {excerpts.length > 0 ? "Also read" : "Read"} before it: the words shown with step{" "}
          {others.join(" and ")}.
        </p>
      )}
    </div>
  );
}
