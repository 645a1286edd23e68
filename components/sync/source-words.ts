import type { SyncContent, SyncSource } from "#lib/schemas/sync.ts";

interface SourceWords {
  one: string;
  many: string;
  /** Where the total lies. */
  place: string;
  /** Of a tab. */
  tab: string;
}

const words: Record<SyncSource, SourceWords> = {
  file: { one: "message", many: "messages", place: "in the file", tab: "Messages" },
  gmail: { one: "message", many: "messages", place: "in the mailbox", tab: "Messages" },
  calendar: { one: "meeting", many: "meetings", place: "in the calendar", tab: "Meetings" },
};

/** What a source brings is called a message or a meeting, and comes from a file, a mailbox or a calendar. */
export const sourceWords = ({
  source,
  content,
}: {
  source: SyncSource;
  content: SyncContent;
}): SourceWords =>
  content === "meetings" ? { ...words.calendar, place: words[source].place } : words[source];
