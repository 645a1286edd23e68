import Link from "next/link";
import { useState } from "react";

import type { Batch, KeptRecord } from "#lib/schemas/batches.ts";
import { usePages } from "#components/live/use-pages.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";

/** What an undo kept, by name and with why: those that came with the batch, or page by page where they are more. */
export function KeptRecords({ batch: { id, kept, keptCount } }: { batch: Batch }) {
  const [first] = useState(() => (kept.length < keptCount ? null : { items: kept, nextCursor: null }));
  const list = usePages<KeptRecord>(`/batches/${id}/kept?limit=100`, first);
  return (
    <section aria-label="Kept">
      {list.isLoading && list.items.length === 0 && <SkeletonRows count={8} label="Loading" />}
      {list.items.length > 0 && (
        <ul className="rounded-control border border-border">
          {list.items.map((record) => (
            <li
              key={`${record.table} ${record.id}`}
              className="flex min-h-9 flex-wrap items-center gap-x-4 border-b border-border px-3 py-1.5 last:border-b-0"
            >
              <KeptName record={record} />
              <span className="inline-block text-text-muted first-letter:uppercase">{record.why}</span>
            </li>
          ))}
        </ul>
      )}
      {list.error && (
        <ErrorState className="mt-4" message={list.error.message} requestId={list.error.requestId} />
      )}
      {list.hasMore && <ShowMore pending={list.isLoading} onMore={list.more} />}
    </section>
  );
}

function KeptName({ record }: { record: KeptRecord }) {
  if (record.table !== "contacts") return <span className="font-medium">{record.name}</span>;
  return (
    <Link href={`/contacts/${record.id}`} className="font-medium text-accent hover:underline">
      {record.name}
    </Link>
  );
}
