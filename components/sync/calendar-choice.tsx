import { formatNumber } from "#lib/format/number.ts";
import type { AccountCalendar } from "#lib/schemas/sync.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";

interface CalendarChoiceProps {
  calendars: readonly AccountCalendar[];
  chosen: readonly string[];
  error: string | undefined;
}

/** The account's calendars that a preview can be of, and why some cannot be. */
export function CalendarChoice({ calendars, chosen, error }: CalendarChoiceProps) {
  return (
    <fieldset>
      <legend className="mb-1 font-medium">Calendars</legend>
      <ul className="max-h-72 overflow-y-auto">
        {calendars.map((calendar) => (
          <li key={calendar.id}>
            <label className="flex min-h-8 items-center gap-2.5">
              <Checkbox
                name="calendars"
                value={calendar.id}
                disabled={!calendar.isReadable}
                defaultChecked={calendar.isReadable && chosen.includes(calendar.id)}
              />
              <span className="min-w-0 grow">
                <span className="block truncate">{calendar.name}</span>
                {!calendar.isReadable && (
                  <span className="block text-small text-text-muted">{busyWords}</span>
                )}
              </span>
              {calendar.count !== null && (
                <span className="text-small text-text-muted tabular-nums">{entryCount(calendar)}</span>
              )}
            </label>
          </li>
        ))}
      </ul>
      {error && (
        <p role="alert" className="mt-1 text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}

export const busyWords = "Google shows you only when it is busy: there is nothing to read";

export const entryCount = ({ count, hasMore }: Pick<AccountCalendar, "count" | "hasMore">): string =>
  count === null ? "" : `${formatNumber(count)}${hasMore ? "+" : ""}`;
