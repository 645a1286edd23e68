import type { Finding, FindingKind } from "#lib/schemas/whereabouts.ts";

/** A finding with what is known of it; the rest is empty. */
export const finding = (kind: FindingKind, words: string, known: Partial<Finding> = {}): Finding => ({
  subject: null,
  from: null,
  at: null,
  startDate: null,
  interactionId: null,
  threadId: null,
  contactId: null,
  connectionId: null,
  batchId: null,
  itemId: null,
  ...known,
  kind,
  words,
});

const reasons: Record<string, string> = {
  duplicate_in_file: "the same message stands in the file twice",
  duplicate_in_mailbox: "the same message stands in the mailbox twice",
  already_stored: "it had come from another source before",
  too_large: "it is larger than what is kept",
  not_a_message: "it cannot be read as a message",
  draft: "it was a draft, which never was sent",
  deleted: "it lay in the bin",
  spam: "it lay in spam",
  vanished: "Google had it no more when it was fetched",
  folder_data: "it is a record of the mail program, not a mail",
  declined: "declined meetings were left out by the approval",
  private_event: "private meetings were left out by the approval",
  all_day: "whole days were left out by the approval",
  out_of_range: "it lies outside the dates that were approved",
  label_not_chosen: "its label was not among those that were approved",
  excluded: "its sender was excluded",
  not_written_to: "you never wrote to its sender, and only such mail was approved",
  kind_not_ticked: "mail of its kind was unticked in the preview",
  label_not_ticked: "its label was unticked in the preview",
  sender_not_ticked: "its sender was unticked in the preview",
};

/** Why an item was left out, by its code, as the end of a sentence. */
export const becauseOf = (reason: string | null): string =>
  reason === null ? "no reason was kept" : (reasons[reason] ?? reason.replaceAll("_", " "));
