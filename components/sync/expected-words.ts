import { formatNumber } from "#lib/format/number.ts";
import type { Batch } from "#lib/schemas/batches.ts";

/** What came otherwise than the preview said: "Fewer people than expected: 3 of 10 to 14." None where all is as it said. */
export function expectedWords({ counts, expected }: Pick<Batch, "counts" | "expected">): string[] {
  if (!expected) return [];
  return [
    ...differenceOf("people", counts.contacts, expected.contacts),
    ...differenceOf("companies", counts.companies, expected.companies),
  ];
}

function differenceOf(what: string, came: number, { from, to }: { from: number; to: number }): string[] {
  if (came >= from && came <= to) return [];
  const range = from === to ? formatNumber(to) : `${formatNumber(from)} to ${formatNumber(to)}`;
  return [`${came < from ? "Fewer" : "More"} ${what} than expected: ${formatNumber(came)} of ${range}.`];
}
