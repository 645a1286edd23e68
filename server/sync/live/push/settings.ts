import { env } from "#server/env.ts";

export const gmailPushPath = "/api/webhooks/gmail";
export const calendarPushPath = "/api/webhooks/calendar";

export interface GmailPush {
  topic: string;
  /** The service account that the subscription signs as, and for whom. */
  account: string;
  audience: string;
}

/** Null where nobody set up a topic: mailboxes are asked every few minutes alone. */
export function gmailPush(): GmailPush | null {
  const { GMAIL_PUSH_TOPIC: topic, GMAIL_PUSH_ACCOUNT: account, GMAIL_PUSH_AUDIENCE, APP_URL } = env();
  if (!topic || !account) return null;
  return { topic, account, audience: GMAIL_PUSH_AUDIENCE ?? new URL(gmailPushPath, APP_URL).href };
}

/** Where Google Calendar tells of changes; null where it is not to. */
export function calendarPushAddress(): string | null {
  const { CALENDAR_PUSH, APP_URL } = env();
  return CALENDAR_PUSH ? new URL(calendarPushPath, APP_URL).href : null;
}

export const pushIsSetUp = (source: "gmail" | "calendar"): boolean =>
  source === "gmail" ? gmailPush() !== null : calendarPushAddress() !== null;
