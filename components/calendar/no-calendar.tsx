import Link from "next/link";

import { buttonStyle } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { IfMay } from "#components/ui/rights.tsx";

/** Nothing was brought in yet. */
export function NoCalendar() {
  return (
    <Card aria-label="Calendar">
      <EmptyState
        action={
          <IfMay permission="sync:write">
            <Link href="/sync" className={buttonStyle({ look: "primary" })}>
              Bring in a calendar
            </Link>
          </IfMay>
        }
      >
        <IfMay
          permission="sync:write"
          otherwise="Meetings will stand here once a member has brought in a calendar and shares it."
        >
          Your meetings will stand here once you connect a calendar and approve its import.
        </IfMay>
      </EmptyState>
    </Card>
  );
}
