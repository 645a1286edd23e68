import { hash } from "node:crypto";
import type { HeaderMessage } from "./types.ts";

/** What makes two messages the same: `id:` and the sha-256 of the Message-ID, or `dg:` and the digest without one. */
export function messageKey(message: Pick<HeaderMessage, "messageId" | "digest">): string {
  return message.messageId === null
    ? `dg:${message.digest}`
    : `id:${hash("sha256", message.messageId, "hex")}`;
}
