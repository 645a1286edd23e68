"use client";

import Link from "next/link";

import type { Batch } from "#lib/schemas/batches.ts";
import { usePages } from "#components/live/use-pages.ts";
import { BatchItems } from "#components/sync/batch-items.tsx";
import { sourceWords } from "#components/sync/source-words.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";

import { Part } from "./part.tsx";

/** What a job brought, or took back: each import with its messages or meetings. Nothing where it did neither. */
export function JobBatches({ jobId }: { jobId: string }) {
  const list = usePages<Batch>(`/batches?jobId=${jobId}&limit=10`, null);
  if (list.error) return <ErrorState message={list.error.message} requestId={list.error.requestId} />;
  return (
    <>
      {list.items.map((batch) => (
        <Part key={batch.id} title={title(batch)} more={<ToImport batch={batch} />}>
          {batch.status === "undone" ? (
            <p className="text-text-muted">Taken back: none of it is here any more.</p>
          ) : (
            <BatchItems batch={batch} />
          )}
        </Part>
      ))}
      {list.hasMore && <ShowMore pending={list.isLoading} onMore={list.more} />}
    </>
  );
}

function title(batch: Batch): string {
  const { tab } = sourceWords(batch);
  return `${tab} of ${batch.fileName}`;
}

const ToImport = ({ batch }: { batch: Batch }) => (
  <Link href={`/sync?import=${batch.id}`} prefetch={false} className="text-accent hover:underline">
    See the import
  </Link>
);
