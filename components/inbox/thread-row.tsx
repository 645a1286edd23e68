import { Paperclip, Star } from "lucide-react";
import Link from "next/link";

import { formatNumber } from "#lib/format/number.ts";
import type { ThreadListItem } from "#lib/schemas/interactions.ts";
import { nameOf } from "#components/mail/people.ts";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import { Time } from "#components/ui/time.tsx";

interface ThreadRowProps {
  thread: ThreadListItem;
  href: string;
  isOpen: boolean;
}

/** Who, what about and when; the beginning of the last mail. */
export function ThreadRow({ thread, href, isOpen }: ThreadRowProps) {
  const { id, subject, snippet, lastAt, messageCount, participants, lastDirection, waiting } = thread;
  const who = participants.map(nameOf).join(", ") || "You";
  return (
    <li className="border-b border-border">
      <Link
        href={href}
        prefetch={false}
        scroll={false}
        data-row={id}
        aria-current={isOpen ? "page" : undefined}
        className={cn(
          "block px-4 py-2 -outline-offset-2",
          isOpen ? "bg-accent-soft" : "transition-colors hover:bg-sunken",
        )}
      >
        <span className="flex items-baseline gap-2">
          {thread.unread && (
            <span className="size-2 shrink-0 self-center rounded-full bg-accent">
              <span className="sr-only">Unread: </span>
            </span>
          )}
          <span
            dir="auto"
            className={cn("min-w-0 truncate", thread.unread ? "font-semibold" : "font-medium")}
          >
            {who}
          </span>
          {messageCount > 1 && (
            <span className="shrink-0 text-small text-text-muted tabular-nums">
              <span className="sr-only">, mails: </span>
              {formatNumber(messageCount)}
            </span>
          )}
          <Time at={lastAt} className="ml-auto shrink-0 text-small text-text-muted tabular-nums" />
        </span>
        <span className="flex h-5 items-center gap-2">
          <span dir="auto" className="min-w-0 grow truncate">
            {subject ?? (snippet === null ? "Not shared with you" : "No subject")}
          </span>
          {thread.starred && (
            <Star aria-label="Starred" className="size-3.5 shrink-0 fill-warning stroke-[1.5] text-warning" />
          )}
          {thread.hasAttachments && (
            <Paperclip
              aria-label="Has attachments"
              className="size-3.5 shrink-0 stroke-[1.5] text-text-muted"
            />
          )}
          {waiting && <Badge tone="warning">Waiting</Badge>}
        </span>
        <span className="block truncate text-text-muted">
          {lastDirection === "outbound" && "You: "}
          <bdi>{snippet}</bdi>
        </span>
      </Link>
    </li>
  );
}
