"use client";

import type { z } from "zod";

import type { PreviewSelection } from "#lib/schemas/sync-controls.ts";
import type { PreviewItem, PreviewItemKind } from "#lib/schemas/previews.ts";
import { usePages } from "#components/live/use-pages.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";

import { useSelectionState } from "./selection-state.tsx";

interface PreviewItemsProps {
  previewId: string;
  kind: PreviewItemKind;
  /** What its rows are unticked in; none where they only tell. */
  list?: keyof PreviewSelection;
  empty: string;
}

const verbs: Partial<Record<keyof PreviewSelection, string>> = {
  people: "Make a contact of",
  companies: "Make a company of",
  senders: "Import mail from",
};

/** One page after another of what an import would make or leave out, each with why. */
export function PreviewItems({ previewId, kind, list: selected, empty }: PreviewItemsProps) {
  const list = usePages<z.infer<typeof PreviewItem>>(
    `/previews/${previewId}/items?kind=${kind}&limit=50`,
    null,
  );
  const { isTicked, mayTick, tick } = useSelectionState();
  if (list.error && list.items.length === 0) {
    return <ErrorState className="m-4" message={list.error.message} requestId={list.error.requestId} />;
  }
  if (list.isLoading && list.items.length === 0) return <SkeletonRows count={8} label="Loading" />;
  if (list.items.length === 0) return <EmptyState>{empty}</EmptyState>;
  return (
    <>
      <ul>
        {list.items.map(({ key, name, why }) => (
          <li
            key={key}
            className="grid min-h-9 items-center gap-x-4 border-b border-border px-4 py-1.5 last:border-b-0 md:grid-cols-[minmax(0,5fr)_minmax(0,6fr)_minmax(0,7fr)]"
          >
            <span className="flex min-w-0 items-center gap-3 font-medium">
              {selected && (
                <Checkbox
                  aria-label={`${verbs[selected]} ${name || key}`}
                  checked={isTicked(selected, key)}
                  disabled={!mayTick}
                  onChange={(event) => tick(selected, key, event.target.checked)}
                />
              )}
              <span className="truncate">{name || key}</span>
            </span>
            <span className="truncate text-text-muted max-md:empty:hidden">{name ? key : ""}</span>
            <span className="text-text-muted first-letter:uppercase max-md:text-small">{why}</span>
          </li>
        ))}
      </ul>
      {list.error && (
        <ErrorState className="m-4" message={list.error.message} requestId={list.error.requestId} />
      )}
      {list.hasMore && <ShowMore pending={list.isLoading} onMore={list.more} />}
    </>
  );
}
