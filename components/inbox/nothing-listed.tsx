import Link from "next/link";

import { buttonStyle } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

import type { InboxFilter } from "./filters.ts";

const toAll = (
  <Link href="/inbox" className={buttonStyle()}>
    Show all conversations
  </Link>
);

const toSync = (
  <Link href="/sync" className={buttonStyle({ look: "primary" })}>
    Bring in a mailbox
  </Link>
);

/** Why the list is empty. `data-empty` lets the page leave out what would stand beside it. */
export function NothingListed({ filter, text }: { filter: InboxFilter; text: string }) {
  if (text) {
    return (
      <EmptyState>
        No mail {filter === "all" ? "" : "of these "}holds “{text}”. Try fewer or other words
        {filter === "all" ? "." : ", or look through all conversations."}
      </EmptyState>
    );
  }
  switch (filter) {
    case "waiting":
      return (
        <EmptyState action={toAll}>Nobody has waited for your answer for more than two days.</EmptyState>
      );
    case "people":
      return <EmptyState action={toAll}>No conversation with a person is here yet.</EmptyState>;
    case "all":
      return (
        <div data-empty>
          <EmptyState action={toSync}>
            Your conversations will stand here once a mailbox is brought in.
          </EmptyState>
        </div>
      );
  }
}
