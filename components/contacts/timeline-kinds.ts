import type { TimelinePage } from "#lib/schemas/contacts.ts";

export type Entry = TimelinePage["items"][number];
export type EntryKind = Entry["kind"];

export const entryKinds: readonly { kind: EntryKind; label: string }[] = [
  { kind: "email", label: "Mails" },
  { kind: "meeting", label: "Meetings" },
  { kind: "note", label: "Notes" },
  { kind: "task", label: "Tasks" },
];

/** What is still to come and what has been, each in the order it was in. */
export function splitAt(items: readonly Entry[], nowMs: number): { coming: Entry[]; past: Entry[] } {
  const isComing = ({ at }: Entry) => Date.parse(at) > nowMs;
  return { coming: items.filter(isComing), past: items.filter((entry) => !isComing(entry)) };
}
