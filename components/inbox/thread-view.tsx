"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";

import { countOf } from "#lib/format/number.ts";
import type { Interaction, Thread } from "#lib/schemas/interactions.ts";
import { RememberVisit } from "#components/layout/remember-visit.tsx";
import { usePages } from "#components/live/use-pages.ts";
import { Message } from "#components/mail/message.tsx";
import { everybodyIn } from "#components/mail/people.ts";
import { buttonStyle } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";
import { ViewHeading } from "#components/ui/view-heading.tsx";

import { filterOf, inboxQuery } from "./filters.ts";
import { ThreadActions } from "./thread-actions.tsx";
import { ThreadFiling } from "./thread-filing.tsx";
import { ThreadPeople } from "./thread-people.tsx";

/** One conversation: its mails oldest first, the newest open. */
export function ThreadView({ thread }: { thread: Thread }) {
  const filter = filterOf(useSearchParams().get("filter"));
  const list = usePages<Interaction>(`/threads/${thread.id}?limit=100`, thread);
  const people = everybodyIn(list.items);
  // Until all of a long conversation is here, its newest mail is not known: another one must not be answered for it.
  const newest = list.hasMore ? undefined : list.items.at(-1);
  const subject = thread.subject ?? "No subject";
  return (
    <article aria-label={subject}>
      <RememberVisit title={subject} />
      <div className="grid grid-cols-1 gap-2 border-b border-border px-4 py-3">
        <div className="flex items-start gap-2">
          <Link
            href={`/inbox${inboxQuery(filter)}`}
            prefetch={false}
            scroll={false}
            aria-label="Back to the conversations"
            className={buttonStyle({ look: "quiet", size: "icon", className: "-ml-2 @3xl/inbox:hidden" })}
          >
            <ArrowLeft aria-hidden="true" />
          </Link>
          <ViewHeading className="min-w-0 grow">
            <span dir="auto" className="block">
              {subject}
            </span>
          </ViewHeading>
          <span className="shrink-0 py-1.5 text-text-muted tabular-nums max-sm:hidden">
            {countOf(thread.messageCount, thread.kind === "mail" ? "mail" : "meeting")}
          </span>
        </div>
        <ThreadFiling archived={thread.archived} labels={thread.labels} />
        <ThreadPeople people={people} />
        <ThreadActions thread={thread} newest={newest ?? null} people={people} />
      </div>
      {list.items.length === 0 && (
        <EmptyState>
          Nothing of this conversation is shared with you, or its import was taken back.
        </EmptyState>
      )}
      <ol>
        {list.items.map((interaction) => (
          <Message
            key={interaction.id}
            interaction={interaction}
            startsOpen={interaction.id === newest?.id}
          />
        ))}
      </ol>
      {list.error && (
        <ErrorState className="m-4" message={list.error.message} requestId={list.error.requestId} />
      )}
      {list.hasMore && <ShowMore whenSeen pending={list.isLoading} onMore={list.more} />}
    </article>
  );
}
