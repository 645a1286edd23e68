const skipped: Record<string, string> = {
  duplicate_in_file: "Twice in this file",
  duplicate_in_mailbox: "Twice in this mailbox",
  duplicate_in_calendar: "Twice in your calendars",
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
  declined: "Declined by you",
  private_event: "Marked private",
  all_day: "All day",
  out_of_range: "Outside of the dates you chose",
  label_not_chosen: "Not under the labels you chose",
  excluded: "From whom you left out",
  not_written_to: "From people you never wrote to",
  kind_not_ticked: "Of a kind that you unticked",
  label_not_ticked: "Under a label that you unticked",
  sender_not_ticked: "From a sender that you unticked",
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
  excluded: "Addresses that you left out",
  not_written_to: "People you never wrote to",
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
