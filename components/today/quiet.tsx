import { countOf } from "#lib/format/number.ts";
import type { Today } from "#lib/schemas/insights.ts";
import { SectionCard } from "#components/ui/section-card.tsx";
import { Time } from "#components/ui/time.tsx";

/** People you wrote with, both ways, and of whom nothing was heard for a month. */
export function Quiet({ quiet: { items, more } }: Pick<Today, "quiet">) {
  return (
    <SectionCard
      title="Quiet for more than 30 days"
      count={items.length === 0 ? undefined : `${items.length}${more ? "+" : ""}`}
    >
      {items.length === 0 ? (
        <p className="px-4 py-3 text-text-muted">You are in touch with everybody you used to write with.</p>
      ) : (
        <ul>
          {items.map(({ contactId, displayName, companyName, lastAt, inboundCount, outboundCount }) => (
            <li key={contactId} className="border-b border-border last:border-b-0">
              <a
                href={`/contacts/${contactId}`}
                data-row={contactId}
                className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 px-4 py-2 -outline-offset-2 hover:bg-sunken"
              >
                <span className="truncate font-medium">{displayName}</span>
                <Time at={lastAt} className="text-text-muted" />
                <span className="col-span-2 truncate text-text-muted">
                  {companyName && `${companyName} · `}
                  {countOf(inboundCount + outboundCount, "mail")}
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </SectionCard>
  );
}
