const skipped: Record<string, string> = {
  duplicate_in_file: "Twice in this file",
  duplicate_in_mailbox: "Twice in this mailbox",
  duplicate_in_calendar: "Twice in this calendar",
  called_off: "Called off",
  not_a_meeting: "Not a meeting",
  not_an_event: "Cannot be read as an event",
  vanished: "Deleted meanwhile",
  already_stored: "Already imported",
  too_large: "Too large",
  not_a_message: "Cannot be read as a message",
  draft: "Draft",
  deleted: "In the bin",
  spam: "Spam",
  folder_data: "Record of the mail program",
  outside: "Outside what was approved",
};

const leftOut: Record<string, string> = {
  own_address: "Your own addresses",
  list_address: "Mailing lists",
  no_reply_address: "Addresses that take no reply",
  newsletter: "Newsletters",
  automated: "Automatic senders",
  ignored: "Ignored by your workspace",
  only_copied: "Only copied, never in touch with you",
};

const plain = (code: string) => {
  const words = code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Why messages are skipped, by the code that the server counts under. */
export const skipWords = (code: string): string => skipped[code] ?? plain(code);

/** Why an address makes no contact. */
export const leftOutWords = (code: string): string => leftOut[code] ?? plain(code);

/** Entries of a count by code, largest first. */
export function byCount(counts: Readonly<Record<string, number>>): [code: string, count: number][] {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort((one, other) => other[1] - one[1]);
}
