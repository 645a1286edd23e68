import Link from "next/link";

import { buttonStyle } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** Nothing was brought in yet. */
export function NoCalendar() {
  return (
    <Card aria-label="Calendar">
      <EmptyState
        action={
          <Link href="/sync" className={buttonStyle({ look: "primary" })}>
            Bring in a calendar
          </Link>
        }
      >
        Your meetings will stand here once you connect a calendar and approve its import.
      </EmptyState>
    </Card>
  );
}
