import Link from "next/link";

import type { Today } from "#lib/schemas/insights.ts";
import { buttonStyle } from "#components/ui/button.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";
import { Time } from "#components/ui/time.tsx";

/** Mails of people that have waited for more than two days. */
export function Unanswered({ unanswered: { items, more } }: Pick<Today, "unanswered">) {
  return (
    <SectionCard
      title="Waiting for your answer"
      count={items.length === 0 ? undefined : `${items.length}${more ? "+" : ""}`}
      actions={
        <Link
          href="/inbox?filter=waiting"
          prefetch={false}
          className={buttonStyle({ size: "small", look: "quiet" })}
        >
          Inbox
        </Link>
      }
    >
      {items.length === 0 ? (
        <p className="px-4 py-3 text-text-muted">
          Nobody has waited for more than two days for an answer of yours.
        </p>
      ) : (
        <ul>
          {items.map(({ id, subject, snippet, lastAt, participants }) => (
            <li key={id} className="border-b border-border last:border-b-0">
              <a
                href={`/inbox/${id}`}
                data-row={id}
                className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 px-4 py-2 -outline-offset-2 hover:bg-sunken"
              >
                <span className="flex min-w-0 items-baseline gap-2">
                  <span className="max-w-[45%] shrink-0 truncate font-medium">
                    {participants[0]?.name ?? participants[0]?.address ?? "Somebody"}
                  </span>
                  <span className="min-w-0 truncate">{subject ?? "Not shared"}</span>
                </span>
                <Time at={lastAt} className="text-text-muted" />
                {snippet && <span className="col-span-2 truncate text-text-muted">{snippet}</span>}
              </a>
            </li>
          ))}
        </ul>
      )}
    </SectionCard>
  );
}
