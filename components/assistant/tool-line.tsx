import { ChevronRight, CircleAlert } from "lucide-react";
import Link from "next/link";

import type { ToolUse } from "#lib/schemas/chat.ts";
import { fieldWords } from "#components/ui/field-diff.tsx";

import { toolWords } from "./tool-words.ts";

/** What the assistant looked up: a line that opens to what was asked and found. */
export function ToolLine({ use, isProposal }: { use: ToolUse; isProposal: boolean }) {
  const { state, error, asked = {}, records = [], label } = use;
  const fields = Object.entries(asked);
  const words = toolWords(use, isProposal);
  if (state === "running") {
    return <p className="flex min-h-6 items-center gap-1 pl-5 text-text-muted">{words}</p>;
  }
  return (
    <details className="group min-w-0">
      <summary className="flex min-h-6 list-none items-center gap-1 rounded-control text-text-muted hover:text-text [&::-webkit-details-marker]:hidden">
        {state === "failed" ? (
          <CircleAlert aria-hidden="true" className="size-4 shrink-0 stroke-[1.5] text-danger" />
        ) : (
          <ChevronRight
            aria-hidden="true"
            className="size-4 shrink-0 stroke-[1.5] transition-transform group-open:rotate-90"
          />
        )}
        <span className="min-w-0 truncate">{words}</span>
      </summary>
      <div className="mt-1 mb-1 ml-2 grid gap-1.5 border-l border-border pl-3 text-small text-text-muted">
        <p>{label}</p>
        {fields.length > 0 && (
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5">
            {fields.map(([field, value]) => (
              <div key={field} className="contents">
                <dt>{fieldWords(field)}</dt>
                <dd className="min-w-0 break-words text-text">{value}</dd>
              </div>
            ))}
          </dl>
        )}
        {error !== null && <p className="break-words text-danger">{error}</p>}
        {records.length > 0 && (
          <ul className="grid gap-0.5">
            {records.map(({ href, label: name }) => (
              <li key={href} className="min-w-0 truncate">
                <Link href={href} prefetch={false} className="text-accent hover:underline">
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </details>
  );
}
