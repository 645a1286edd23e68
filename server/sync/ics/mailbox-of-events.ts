import type { PreviewResult } from "#lib/schemas/previews.ts";

import type { MeetingEvent } from "../events/types.ts";

const minMeetings = 3;
const minShare = 0.5;

/** Whose calendar a file is: whom it is named after, else who takes part in most of its meetings, with a clear lead. */
export function mailboxOfEvents(
  events: readonly Pick<MeetingEvent, "participants">[],
  named: string | null,
): PreviewResult["mailboxGuess"] {
  const counts = new Map<string, number>();
  let meetings = 0;
  for (const { participants } of events) {
    const present = new Set(participants.map(({ address }) => address));
    if (present.size > 1) meetings++;
    for (const address of present) counts.set(address, (counts.get(address) ?? 0) + 1);
  }
  const share = (address: string) =>
    Math.min(1, Math.round(((counts.get(address) ?? 0) / Math.max(1, meetings)) * 1000) / 1000);
  if (named !== null) return { address: named, share: share(named), why: "the calendar is named after it" };
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!first || meetings < minMeetings || first[1] < meetings * minShare) return null;
  if (second && second[1] > first[1] * 0.8) return null;
  return {
    address: first[0],
    share: share(first[0]),
    why: `it takes part in ${String(Math.min(first[1], meetings))} of ${String(meetings)} meetings`,
  };
}
