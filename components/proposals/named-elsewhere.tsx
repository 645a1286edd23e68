import { TriangleAlert } from "lucide-react";

import type { Named } from "./step-reading.ts";

interface NamedElsewhereProps {
  named: readonly Named[];
  /** Of a row of several: the step that it is about, from 1. */
  step?: number;
}

/**
 * Addresses, links, domains and long numbers that the person did not name: only somebody's text has them. The text itself
 * stands below.
 */
export function NamedElsewhere({ named, step }: NamedElsewhereProps) {
  if (named.length === 0) return null;
  return (
    <ul
      aria-label={step === undefined ? "What you did not name" : `What you did not name in step ${step}`}
      className="grid gap-1 rounded-control bg-warning-soft px-3 py-2.5"
    >
      {named.map(({ value, from }) => (
        <li key={value} className="flex gap-2.5">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 stroke-[1.5] text-warning" />
          <span className="min-w-0 break-words">
            <strong className="font-medium">{value}</strong> was not named by you. It stands in what{" "}
            {from ?? "somebody"} wrote.
          </span>
        </li>
      ))}
    </ul>
  );
}
