import { formatNumber } from "#lib/format/number.ts";

import type { Part } from "./sum.tsx";

/** Counts with a bar each, and what they add up to. */
export function Counts({ rows, total }: { rows: readonly Part[]; total: Part }) {
  return (
    <dl className="max-w-md">
      {rows.map(({ label, count }) => (
        <div key={label} className="border-b border-border py-1.5">
          <div className="flex justify-between gap-4">
            <dt>{label}</dt>
            <dd className="font-mono tabular-nums">{formatNumber(count)}</dd>
          </div>
          <div aria-hidden="true" className="mt-1 h-1 rounded-full bg-sunken">
            <div
              className="h-1 rounded-full bg-text-muted/60"
              style={{ width: total.count > 0 ? `${(count / total.count) * 100}%` : 0 }}
            />
          </div>
        </div>
      ))}
      <div className="flex justify-between gap-4 py-1.5 font-medium">
        <dt>{total.label}</dt>
        <dd className="font-mono tabular-nums">{formatNumber(total.count)}</dd>
      </div>
    </dl>
  );
}
