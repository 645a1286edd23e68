import { isNoReply } from "./no-reply.ts";
import type { Address, Reason, SenderHeaders, SenderKind, SenderReasonCode, SenderVerdict } from "./types.ts";

/**
 * What kind of sender a message has, and why. Addresses in the options are lower-case. The first rule that holds decides:
 * own, a list's own address, a machine's answer (RFC 3834), bulk by its headers, a mailbox nobody reads; what is left,
 * through a discussion list or not, a person wrote.
 */
export function classifySender(
  headers: SenderHeaders,
  from: Address | null,
  options: { ownAddresses: ReadonlySet<string>; listAddresses: ReadonlySet<string> },
): SenderVerdict {
  if (from === null) return verdict("automated", "no_sender");
  if (options.ownAddresses.has(from.address)) return verdict("own", "own_address");
  if (options.listAddresses.has(from.address) || headerListAddresses(headers).includes(from.address)) {
    return verdict("list", "list_address");
  }
  if (isAutomatic(headers)) return verdict("automated", "auto_submitted");
  const nobodyReads = isNoReply(from.address);
  if (nobodyReads && headers.listUnsubscribe === null) return verdict("automated", "no_reply_address");
  const precedence = (headers.precedence ?? "").toLowerCase();
  if (precedence === "bulk" || precedence === "junk") return verdict("newsletter", "precedence_bulk");
  if (headers.feedbackId !== null) return verdict("newsletter", "feedback_id");
  const isDiscussion = headers.listPost !== null && !/^no\b/i.test(headers.listPost);
  if (headers.listUnsubscribe !== null && !isDiscussion) return verdict("newsletter", "list_unsubscribe");
  if (nobodyReads) return verdict("automated", "no_reply_address");
  if (isDiscussion || headers.listId !== null || precedence === "list")
    return verdict("person", "through_list");
  return verdict("person", "wrote_personally");
}

/**
 * Addresses the headers themselves name as a list's: List-Post (RFC 2369) and, by the custom of list programs,
 * List-Id with its first dot as "@" (RFC 2919). Lower-case.
 */
export function headerListAddresses(headers: Pick<SenderHeaders, "listPost" | "listId">): string[] {
  const addresses = new Set<string>();
  for (const match of (headers.listPost ?? "").matchAll(/mailto:([^>?\s,]{3,254})/gi))
    addresses.add(lower(match[1]));
  const id = /<([^<>\s@]{1,100}?)\.([^<>\s@]{3,200})>\s*$/.exec(headers.listId ?? "");
  if (id !== null) addresses.add(lower(`${id[1] ?? ""}@${id[2] ?? ""}`));
  return [...addresses];
}

function lower(text: string | undefined): string {
  return (text ?? "").toLowerCase();
}

function isAutomatic(headers: SenderHeaders): boolean {
  const autoSubmitted = (headers.autoSubmitted ?? "no").toLowerCase();
  if (!/^no\b/.test(autoSubmitted) || headers.autoResponse !== null) return true;
  // An empty return path is a bounce's (RFC 5321 section 4.5.5).
  return headers.returnPath === "<>";
}

const words: Record<SenderReasonCode, string> = {
  own_address: "sent from one of your own addresses",
  list_address: "sent by a mailing list itself",
  no_sender: "names no sender",
  no_reply_address: "comes from an address that nobody reads",
  auto_submitted: "says it was sent automatically",
  precedence_bulk: "marks itself as bulk mail",
  feedback_id: "carries the mark of a mass mailing service",
  list_unsubscribe: "offers to unsubscribe",
  through_list: "written by a person to a discussion list",
  wrote_personally: "written by a person",
};

function verdict(kind: SenderKind, code: SenderReasonCode): SenderVerdict {
  const reason: Reason<SenderReasonCode> = { code, words: words[code] };
  return { kind, reason };
}
