import { GoogleError, type GmailClient } from "#server/google/index.ts";

import { concurrently } from "../concurrently.ts";
import type { MailLabel } from "#lib/schemas/previews.ts";

/** Labels that are no place of a message that is imported, or say no more than that it was read. */
const notChosenBy = new Set(["UNREAD", "CHAT", "DRAFT", "SPAM", "TRASH"]);
const labelsMax = 100;

const systemNames: Readonly<Record<string, string>> = {
  INBOX: "Inbox",
  SENT: "Sent",
  STARRED: "Starred",
  IMPORTANT: "Important",
  CATEGORY_PERSONAL: "Primary",
  CATEGORY_SOCIAL: "Social",
  CATEGORY_PROMOTIONS: "Promotions",
  CATEGORY_UPDATES: "Updates",
  CATEGORY_FORUMS: "Forums",
};

/** The labels that mail can be chosen by, with how many messages each holds; the fullest first. */
export async function mailboxLabels(mailbox: GmailClient): Promise<MailLabel[]> {
  const labels = (await mailbox.labels()).filter(({ id }) => !notChosenBy.has(id)).slice(0, labelsMax);
  const counted = await concurrently(labels, 5, async ({ id, name, isSystem }) => ({
    id,
    name: isSystem ? (systemNames[id] ?? name) : name,
    // One that was deleted meanwhile holds nothing.
    total: await mailbox.labelTotal(id).catch((error: unknown) => {
      if (error instanceof GoogleError && error.kind === "not_found") return 0;
      throw error;
    }),
  }));
  return counted.filter(({ total }) => total > 0).sort((a, b) => b.total - a.total);
}
