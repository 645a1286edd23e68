import { formatNumber } from "#lib/format/number.ts";
import type { Count } from "#lib/schemas/common.ts";

interface ListCountProps {
  count: Count;
  one: string;
  many: string;
}

/** How many there are of what a list shows, beside what narrows it. */
export function ListCount({ count, one, many }: ListCountProps) {
  return (
    <span role="status" className="text-text-muted tabular-nums">
      {formatNumber(count.value)}
      {count.isCapped && "+"} {count.value === 1 ? one : many}
    </span>
  );
}
