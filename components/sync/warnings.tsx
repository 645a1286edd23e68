import { TriangleAlert } from "lucide-react";

import { formatNumber } from "#lib/format/number.ts";
import type { PreviewResult } from "#lib/schemas/previews.ts";

export function Warnings({ warnings }: Pick<PreviewResult, "warnings">) {
  if (warnings.length === 0) return null;
  return (
    <section aria-label="Worth knowing" className="flex gap-2.5 rounded-control bg-warning-soft px-3 py-2.5">
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 stroke-[1.5] text-warning" />
      <ul className="grid gap-0.5">
        {warnings.map(({ code, count, words }) => (
          <li key={code}>
            {words}
            {count > 1 && <span className="text-text-muted"> ({formatNumber(count)} messages)</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
