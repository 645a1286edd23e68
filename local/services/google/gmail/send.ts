import { randomUUID } from "node:crypto";
import { findAccount } from "../accounts.ts";
import type { Database } from "../database.ts";
import { invalid } from "../errors.ts";
import type { Incoming } from "./incoming.ts";
import { headerOf, parseHeaders } from "./mime.ts";
import { type StoredMessage, addMessage } from "./store.ts";

/**
 * Keeps a copy as sent, and delivers to those of the recipients that have a mailbox here. Nothing leaves
 * this machine. Answers the copy and whose mailboxes changed.
 */
export function sendMessage(
  database: Database,
  email: string,
  { raw, labelIds, threadId }: Incoming,
): { sent: StoredMessage; changed: string[] } {
  const headers = parseHeaders(raw);
  const recipients = ["to", "cc", "bcc"].map((name) => headerOf(headers, name)).join(",");
  const addresses = [...new Set(recipients.toLowerCase().match(/[^\s<>,;"]+@[^\s<>,;"]+/g) ?? [])];
  if (addresses.length === 0) throw invalid("Recipient address required");
  const added = [
    ...(headerOf(headers, "from") === "" ? [`From: ${email}`] : []),
    ...(headerOf(headers, "date") === "" ? [`Date: ${new Date().toUTCString()}`] : []),
    ...(headerOf(headers, "message-id") === "" ? [`Message-ID: <${randomUUID()}@mail.local>`] : []),
  ];
  const whole = Buffer.concat([Buffer.from(added.map((line) => `${line}\r\n`).join("")), raw]);
  return database.atomically(() => {
    const sent = addMessage(database, email, {
      raw: whole,
      labelIds: [...new Set([...labelIds, "SENT"])],
      threadId,
      dateFrom: "receipt",
    });
    const here = addresses.filter((address) => address !== email && findAccount(database, address) !== null);
    for (const address of here) {
      addMessage(database, address, { raw: whole, labelIds: ["INBOX", "UNREAD"], dateFrom: "receipt" });
    }
    return { sent, changed: [email, ...here] };
  });
}
