import type { TimelinePage } from "#lib/schemas/contacts.ts";
import { wallClock } from "#lib/zone.ts";

export type Entry = TimelinePage["items"][number];
export type EntryKind = Entry["kind"];

export const entryKinds: readonly { kind: EntryKind; label: string }[] = [
  { kind: "email", label: "Mails" },
  { kind: "meeting", label: "Meetings" },
  { kind: "note", label: "Notes" },
  { kind: "task", label: "Tasks" },
];

/** "2026-12-02": of whole days their own, of all else the reader's. */
export const dateOf = ({ at, startDate }: Entry, timeZone: string): string =>
  startDate ?? wallClock(at, timeZone).date;

/** What is still to come and what has been, each in the order it was in. */
export function splitAt(items: readonly Entry[], nowMs: number): { coming: Entry[]; past: Entry[] } {
  const isComing = ({ at }: Entry) => Date.parse(at) > nowMs;
  return { coming: items.filter(isComing), past: items.filter((entry) => !isComing(entry)) };
}
