import { cn } from "#components/ui/cn.ts";

import type { Sums } from "./day-sums.ts";

const parts = [
  { key: "stored", style: "bg-accent" },
  { key: "leftOut", style: "bg-border-control" },
  { key: "failed", style: "bg-danger" },
  { key: "missing", style: "bg-warning" },
] as const;

/** The parts of a sum side by side; the numbers stand in words beside it. */
export function StackBar({ sums, className }: { sums: Sums; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn("flex h-1.5 gap-px overflow-hidden rounded-full bg-sunken", className)}
    >
      {parts.map(
        ({ key, style }) =>
          sums[key] > 0 && (
            <span
              key={key}
              className={cn("min-w-0.5", style)}
              style={{ flexGrow: sums[key], flexBasis: 0 }}
            />
          ),
      )}
    </span>
  );
}

/** What the colours of the bars say. */
export function StackLegend() {
  const words = { stored: "here", leftOut: "left out by rule", failed: "failed", missing: "missing" };
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-small text-text-muted">
      {parts.map(({ key, style }) => (
        <li key={key} className="flex items-center gap-1.5">
          <span aria-hidden="true" className={cn("size-2 rounded-full", style)} />
          {words[key]}
        </li>
      ))}
    </ul>
  );
}
