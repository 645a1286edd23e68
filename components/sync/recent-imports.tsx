import Link from "next/link";

import type { Batch } from "#lib/schemas/batches.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { Time } from "#components/ui/time.tsx";

import { ImportStatus } from "./import-status.tsx";
import { remainsWords } from "./undone-words.ts";

/** The last imports, newest first; one opens to its account. */
export function RecentImports({ batches, openId }: { batches: readonly Batch[]; openId: string | null }) {
  return (
    <Card aria-labelledby="recent-imports">
      <CardHeader id="recent-imports" title="Recent imports" />
      {batches.length === 0 && (
        <p className="px-4 py-3 text-text-muted">
          Each import will be listed here with what it stored, and can be taken back from here.
        </p>
      )}
      <ul>
        {batches.map((batch) => {
          const { id, fileName, createdAt } = batch;
          return (
            <li key={id} className="border-b border-border last:border-b-0">
              <Link
                href={`/sync?import=${id}`}
                aria-current={id === openId ? "true" : undefined}
                className={cn(
                  "grid grid-cols-[minmax(0,1fr)] gap-1 px-4 py-2.5 -outline-offset-2 transition-colors hover:bg-sunken",
                  id === openId && "bg-accent-soft hover:bg-accent-soft",
                )}
              >
                <span className="flex items-center justify-between gap-3">
                  <span className="min-w-0 truncate font-medium">{fileName}</span>
                  <ImportStatus initial={batch} />
                </span>
                <span className="flex justify-between gap-3 text-small text-text-muted">
                  <span>{remainsWords(batch)}</span>
                  <Time at={createdAt} />
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
