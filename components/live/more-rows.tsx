import { ErrorState } from "#components/ui/error-state.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";

import type { usePages } from "./use-pages.ts";

type Pages = Pick<ReturnType<typeof usePages>, "error" | "hasMore" | "isLoading" | "more">;

/** The end of a list that is read on while it is scrolled: the rest of it, or why that did not come. */
export function MoreRows({ pages: { error, hasMore, isLoading, more } }: { pages: Pages }) {
  return (
    <>
      {error && <ErrorState className="m-4" message={error.message} requestId={error.requestId} />}
      {hasMore && <ShowMore whenSeen pending={isLoading} onMore={more} />}
    </>
  );
}
