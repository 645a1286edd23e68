import { type Part, partNumber } from "./sum.tsx";

/** Counts with a bar each, and what they add up to. */
export function Counts({ rows, total }: { rows: readonly Part[]; total: Part }) {
  return (
    <dl className="max-w-md">
      {rows.map((row) => (
        <div
          key={row.label}
          className="relative flex justify-between gap-4 border-b border-border pt-1.5 pb-3"
        >
          <dt>{row.label}</dt>
          <dd className="font-mono tabular-nums">
            {partNumber(row)}
            <span aria-hidden="true" className="absolute inset-x-0 bottom-1.5 h-1 rounded-full bg-sunken">
              <span
                className="block h-1 rounded-full bg-text-muted/60"
                style={{ width: total.count > 0 ? `${(row.count / total.count) * 100}%` : 0 }}
              />
            </span>
          </dd>
        </div>
      ))}
      <div className="flex justify-between gap-4 py-1.5 font-medium">
        <dt>{total.label}</dt>
        <dd className="font-mono tabular-nums">{partNumber(total)}</dd>
      </div>
    </dl>
  );
}
