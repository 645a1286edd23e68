import { randomUUID } from "node:crypto";
import { type Google, pushAccount } from "../google.ts";
import { currentHistoryId } from "./history.ts";

const patienceMs = 5_000;

/** Tells the push address what Pub/Sub would tell it: whose mailbox changed, and its history id. */
export function announceMail({ database, switches, signer }: Google, email: string): void {
  const { mailPushUrl } = switches;
  const watch = database.one<{ topic: string; expires_at: number }>(
    "select topic, expires_at from mail_watches where email = ?",
    email,
  );
  if (mailPushUrl === null || watch === null || watch.expires_at <= Date.now()) return;
  const data = JSON.stringify({ emailAddress: email, historyId: currentHistoryId(database, email) });
  const body = {
    message: {
      data: Buffer.from(data).toString("base64"),
      messageId: randomUUID(),
      publishTime: new Date().toISOString(),
    },
    subscription: watch.topic.replace("/topics/", "/subscriptions/"),
  };
  // Nobody waits for it, and a push that is lost is made up for by the next sync.
  fetch(mailPushUrl, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${signer.pushToken({ audience: switches.mailPushAudience ?? mailPushUrl, account: pushAccount })}`,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patienceMs),
  }).catch(() => undefined);
}
