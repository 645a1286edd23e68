import { TriangleAlert } from "lucide-react";

import type { Proposal } from "#lib/schemas/proposals.ts";

/** Addresses that the person did not name: only somebody's text has them. The text itself stands below. */
export function NamedElsewhere({ excerpts }: Pick<Proposal, "excerpts">) {
  const named = excerpts.flatMap(({ addresses = [], from }) =>
    addresses.map((address) => ({ address, from })),
  );
  if (named.length === 0) return null;
  return (
    <ul
      aria-label="Recipients that you did not name"
      className="grid gap-1 rounded-control bg-warning-soft px-3 py-2.5"
    >
      {named.map(({ address, from }) => (
        <li key={address} className="flex gap-2.5">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 stroke-[1.5] text-warning" />
          <span className="min-w-0 break-words">
            <strong className="font-medium">{address}</strong> was not named by you. It stands in what{" "}
            {from ?? "somebody"} wrote.
          </span>
        </li>
      ))}
    </ul>
  );
}
