import { CalendarDays } from "lucide-react";

import { formatDate, formatDateTime } from "#lib/format/time.ts";
import type { Interaction } from "#lib/schemas/interactions.ts";
import { useTimeZone } from "#components/ui/time-zone.tsx";

interface MeetingLineProps {
  meeting: NonNullable<Interaction["meeting"]>;
}

/** When and where, of a meeting among the mails. */
export function MeetingLine({ meeting }: MeetingLineProps) {
  const timeZone = useTimeZone();
  const { startAt, startDate, location, isSeries, status } = meeting;
  const when = startDate ? formatDate(`${startDate}T00:00:00Z`, "UTC") : formatDateTime(startAt, timeZone);
  return (
    <p className="mb-3 flex items-start gap-2 text-text-muted">
      <CalendarDays aria-hidden="true" className="mt-0.5 size-4 shrink-0 stroke-[1.5]" />
      <span className="min-w-0 break-words">
        {when}
        {location && ` · ${location}`}
        {isSeries && " · repeats"}
        {status === "cancelled" && " · called off"}
      </span>
    </p>
  );
}
