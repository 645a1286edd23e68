import Link from "next/link";

import { buttonStyle } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { IfMay } from "#components/ui/rights.tsx";

import { type InboxFilter, inboxQuery, searchedIn } from "./filters.ts";

const toAll = (
  <Link href={`/inbox${inboxQuery("all")}`} className={buttonStyle()}>
    Show all conversations
  </Link>
);

const toSync = (
  <IfMay permission="sync:write">
    <Link href="/sync" className={buttonStyle({ look: "primary" })}>
      Bring in a mailbox
    </Link>
  </IfMay>
);

interface NothingListedProps {
  filter: InboxFilter;
  text: string;
  /** Whether another filter would list something. */
  hasAny: boolean;
}

/** Why the list is empty. `data-empty` lets the page leave out what would stand beside it. */
export function NothingListed({ filter, text, hasAny }: NothingListedProps) {
  if (text) {
    const isWhole = searchedIn(filter, text) === "all";
    return (
      <EmptyState>
        No mail {isWhole ? "" : "of these "}holds “{text}”. Try fewer or other words
        {isWhole ? "." : ", or look through all conversations."}
      </EmptyState>
    );
  }
  if (!hasAny) {
    return (
      <div data-empty>
        <EmptyState action={toSync}>
          <IfMay
            permission="sync:write"
            otherwise="Conversations will stand here once a member has brought in a mailbox and shares it."
          >
            Your conversations will stand here once a mailbox is brought in.
          </IfMay>
        </EmptyState>
      </div>
    );
  }
  switch (filter) {
    case "inbox":
      return <EmptyState action={toAll}>Your inbox is empty: all of it is archived.</EmptyState>;
    case "waiting":
      return (
        <EmptyState action={toAll}>Nobody has waited for your answer for more than two days.</EmptyState>
      );
    case "people":
      return <EmptyState action={toAll}>No conversation with a person is here yet.</EmptyState>;
    case "all":
      return <EmptyState>Your conversations will stand here as they come in.</EmptyState>;
  }
}
