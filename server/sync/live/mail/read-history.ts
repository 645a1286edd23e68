import type { GmailClient, MailChange } from "#server/google/index.ts";

/**
 * All that happened since, in its order, and where to go on from: as of the first page, so that what happens while the
 * others are read is told again. Throws GoogleError not_found where that is too long ago.
 */
export async function readHistory(
  mailbox: GmailClient,
  cursor: string,
): Promise<{ changes: MailChange[]; historyId: string }> {
  const first = await mailbox.history(cursor, null);
  const changes = [...first.changes];
  for (let pageToken = first.nextPageToken; pageToken !== null;) {
    const page = await mailbox.history(cursor, pageToken);
    changes.push(...page.changes);
    pageToken = page.nextPageToken;
  }
  return { changes, historyId: first.historyId };
}
