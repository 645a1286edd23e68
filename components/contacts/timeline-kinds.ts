import type { TimelinePage } from "#lib/schemas/contacts.ts";

export type Entry = TimelinePage["items"][number];
export type EntryKind = Entry["kind"];

export const entryKinds: readonly { kind: EntryKind; label: string }[] = [
  { kind: "email", label: "Mails" },
  { kind: "meeting", label: "Meetings" },
  { kind: "note", label: "Notes" },
  { kind: "task", label: "Tasks" },
];
