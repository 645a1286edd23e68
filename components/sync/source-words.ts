import { formatNumber } from "#lib/format/number.ts";
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

/** What a preview is of, where its account or file is named beside it. */
export function previewOfWords(source: SyncSource): string {
  if (source === "file") return "The preview of the file";
  return source === "gmail" ? "The preview of the mail" : "The preview of the calendar";
}

/** What an item is called of which nothing is here: a file has its place in it, an account's own id tells nobody anything. */
export function itemWords(source: SyncSource, item: string): string {
  if (source === "file") return `No. ${formatNumber(Number(item) + 1)} in the file`;
  return source === "gmail" ? "Gmail message" : "Google Calendar meeting";
}

/** In place of the name of something that did not come in, where nothing of it is kept. */
export const unnamedWords = (source: SyncSource): string =>
  source === "calendar" ? "Its title and organiser are not kept" : "Its subject and sender are not kept";

/** What a source brings is called a message or a meeting, and comes from a file, a mailbox or a calendar. */
export const sourceWords = ({
  source,
  content,
}: {
  source: SyncSource;
  content: SyncContent;
}): SourceWords =>
  content === "meetings" ? { ...words.calendar, place: words[source].place } : words[source];
