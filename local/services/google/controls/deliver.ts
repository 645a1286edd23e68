import { z } from "zod";
import { findAccount } from "../accounts.ts";
import { GoogleError, invalid } from "../errors.ts";
import { refuseUnknown } from "../gmail/change.ts";
import { announceMail } from "../gmail/push.ts";
import { addMessage, findSame } from "../gmail/store.ts";
import type { Google } from "../google.ts";

const Message = z.strictObject({
  /** The message itself, or its bytes in base64. */
  raw: z.string().optional(),
  base64: z.base64().optional(),
  labelIds: z.array(z.string()).default(["INBOX", "UNREAD"]),
  /** Counts where the message has no date of its own. */
  receivedAt: z.iso.datetime().optional(),
});

export const Delivery = z.strictObject({
  account: z.email(),
  messages: z.array(Message).min(1).max(1_000),
  /** Passes over what the mailbox held, byte for byte, when its history id was this one. */
  skipKnownUpTo: z.int().optional(),
  /** Tells nobody: the mail is found when somebody looks. */
  quietly: z.boolean().default(false),
});
export type Delivery = z.infer<typeof Delivery>;

/** Mail arrives, as if somebody had sent it. Answers id and thread of each, with `known` where it was there. */
export function deliver(google: Google, { account, messages, skipKnownUpTo, quietly }: Delivery): Response {
  const { database } = google;
  if (findAccount(database, account) === null) {
    throw new GoogleError(404, "notFound", "No such account; make it with POST /__accounts.");
  }
  const delivered = database.atomically(() =>
    messages.map((message) => {
      const { labelIds, receivedAt } = message;
      refuseUnknown(database, account, labelIds);
      const raw = bytesOf(message);
      const same = skipKnownUpTo === undefined ? null : findSame(database, account, raw, skipKnownUpTo);
      if (same !== null) return { id: same.id, threadId: same.thread_id, known: true };
      const added = addMessage(database, account, {
        raw,
        labelIds,
        ...(receivedAt !== undefined && { receivedMs: Date.parse(receivedAt) }),
      });
      return { id: added.id, threadId: added.thread_id };
    }),
  );
  if (!quietly) announceMail(google, account);
  return Response.json(delivered);
}

function bytesOf({ raw, base64 }: z.infer<typeof Message>): Buffer {
  const bytes = base64 === undefined ? Buffer.from(raw ?? "") : Buffer.from(base64, "base64");
  if (bytes.length === 0) throw invalid("Each message needs raw or base64.");
  return bytes;
}
