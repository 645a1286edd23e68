import type { HeaderMessage, SkipCode } from "./types.ts";

/**
 * Why a message by itself is not imported: never sent, thrown away, refused as spam, or a mail program's own record.
 * Null when it is imported. Duplicates are told by messageKey.
 */
export function skipReason(message: Pick<HeaderMessage, "state">): SkipCode | null {
  return message.state === "kept" ? null : message.state;
}
