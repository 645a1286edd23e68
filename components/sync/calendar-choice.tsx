import { formatNumber } from "#lib/format/number.ts";
import type { PreviewResult } from "#lib/schemas/previews.ts";
import type { AccountCalendar } from "#lib/schemas/sync.ts";
import type { SyncControls } from "#lib/schemas/sync-controls.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { InlineError } from "#components/ui/inline-error.tsx";

interface CalendarChoiceProps {
  calendars: PreviewResult["calendars"];
  controls: Pick<SyncControls, "calendars" | "stopCalendars">;
  error: string | undefined;
}

/** The account's calendars that a preview can be of, and why some cannot be. */
export function CalendarChoice({ calendars, controls, error }: CalendarChoiceProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium">Calendars</legend>
      <ul className="max-h-72 overflow-y-auto">
        {calendars.map((calendar) => (
          <li key={calendar.id}>
            <label className="flex min-h-8 items-center gap-2.5">
              <Checkbox
                name="calendars"
                value={calendar.id}
                disabled={!calendar.isReadable}
                defaultChecked={calendar.isReadable && isTicked(calendar, controls)}
              />
              <span className="min-w-0 grow">
                <span className="block truncate">{calendar.name}</span>
                {!calendar.isReadable && (
                  <span className="block text-small text-text-muted">{busyWords}</span>
                )}
                {calendar.isFollowed && (
                  <span className="block text-small text-text-muted">
                    Followed now: untick it to stop what is new
                  </span>
                )}
              </span>
              {calendar.count !== null && (
                <span className="text-small text-text-muted tabular-nums">{entryCount(calendar)}</span>
              )}
            </label>
          </li>
        ))}
      </ul>
      {error && <InlineError message={error} className="mt-1" />}
    </fieldset>
  );
}

/** One that is followed stays ticked, also in a preview of another: unticking it is what stops it. */
const isTicked = (
  { id, isFollowed }: PreviewResult["calendars"][number],
  { calendars, stopCalendars }: CalendarChoiceProps["controls"],
): boolean => calendars.includes(id) || (isFollowed && !stopCalendars.includes(id));

/** What a preview is of, and what its approval stops, when these are ticked: what is followed stays as it is unless unticked. */
export function calendarsTicked(
  ticked: readonly string[],
  calendars: PreviewResult["calendars"],
  controls: CalendarChoiceProps["controls"],
): Pick<SyncControls, "calendars" | "stopCalendars"> {
  const followed = calendars.filter(({ isFollowed }) => isFollowed).map(({ id }) => id);
  const part = ticked.filter((id) => !followed.includes(id) || controls.calendars.includes(id));
  return {
    calendars: [...(part.length > 0 ? part : ticked)],
    stopCalendars: followed.filter((id) => !ticked.includes(id)),
  };
}

export const busyWords = "Google shows you only when it is busy: there is nothing to read";

export const entryCount = ({ count, hasMore }: Pick<AccountCalendar, "count" | "hasMore">): string =>
  count === null ? "" : `${formatNumber(count)}${hasMore ? "+" : ""}`;
