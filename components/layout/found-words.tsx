import { InlineError } from "#components/ui/inline-error.tsx";

import type { Found } from "./use-search.ts";

interface FoundWordsProps {
  words: string;
  found: Found;
  isSettled: boolean;
}

/** What a search came to where it came to no rows: it goes on, it found nothing, or it failed. */
export function FoundWords({ words, found: { items, error }, isSettled }: FoundWordsProps) {
  if (error) {
    return <InlineError message={error.message} className="shrink-0 border-b border-border px-4 py-2" />;
  }
  const says =
    words === "" || items.length > 0 ? "" : isSettled ? `Nothing found for “${words}”.` : "Searching…";
  return (
    <p role="status" className="shrink-0 truncate px-4 pt-2 text-text-muted empty:hidden">
      {says}
    </p>
  );
}
