import { decodeWords } from "postal-mime";
import { parseAddresses, normaliseAddress } from "./addresses.ts";
import { cleanLine, shownLine } from "./clean-text.ts";
import { parseMailDate } from "./dates.ts";
import { contentDigest } from "./digest.ts";
import { foresee } from "./foresee.ts";
import type { HeaderFields } from "./header-fields.ts";
import { limits } from "./limits.ts";
import { mailState } from "./mail-state.ts";
import { normaliseMessageId, parseReferences } from "./message-ids.ts";
import type { AddressList } from "./addresses.ts";
import type { HeaderMessage, ParseContext, SenderHeaders, WarningCode } from "./types.ts";

/** Gives the header fields their meaning. Pure and total: what cannot be read is left out and warned of. */
export function readHeaders(raw: Uint8Array, fields: HeaderFields, context: ParseContext): HeaderMessage {
  const all = (name: string): string[] => fields.values.get(name) ?? [];
  const first = (name: string): string | null => boundedValue(all(name)[0]);
  const warnings = new Set<WarningCode>();
  const lists = {
    from: parseAddresses(all("from")),
    sender: parseAddresses(all("sender")),
    replyTo: parseAddresses(all("reply-to")),
    to: parseAddresses(all("to")),
    cc: parseAddresses(all("cc")),
    bcc: parseAddresses(all("bcc")),
  };
  const read: AddressList[] = Object.values(lists);
  const droppedAddresses = read.reduce((sum, list) => sum + list.dropped, 0);
  const from = lists.from.addresses[0] ?? null;
  const date = readDate(all, context, warnings);
  const written = decode(all("subject")[0] ?? "");
  const labels = readLabels(all("x-gmail-labels")[0] ?? "");
  if (droppedAddresses > 0) warnings.add("address_dropped");
  if (read.some((list) => list.tooMany)) warnings.add("too_many_addresses");
  if (from === null) warnings.add("missing_from");
  if (fields.tooManyFields) warnings.add("too_many_headers");
  if (!fields.headersEnd) warnings.add("headers_cut_off");
  if (context.truncated === true) warnings.add("truncated");
  const texts = ["subject", "from", "to", "cc"].flatMap((name) => all(name).slice(0, 1));
  foresee({ raw, bodyOffset: fields.bodyOffset, type: all("content-type")[0] ?? "", texts }, warnings);
  return {
    messageId: normaliseMessageId(all("message-id")[0]?.slice(0, 4_000) ?? ""),
    // By the subject as it was sent: how it is shown may change, and the mail stays the same.
    digest: contentDigest(
      { date, from, subject: cleanLine(written, limits.subjectChars) },
      raw.subarray(fields.bodyOffset),
    ),
    date,
    subject: shownLine(written, limits.subjectChars),
    from,
    sender: lists.sender.addresses[0] ?? null,
    replyTo: lists.replyTo.addresses,
    to: lists.to.addresses,
    cc: lists.cc.addresses,
    bcc: lists.bcc.addresses,
    deliveredTo: readMailboxes([...all("delivered-to"), ...all("x-original-to"), ...all("x-envelope-to")]),
    inReplyTo: parseReferences(all("in-reply-to")),
    references: parseReferences(all("references")),
    headers: senderHeaders(first),
    labels,
    gmailThread: gmailThread(all("x-gm-thrid")[0] ?? ""),
    state: context.filed ?? mailState(first, labels),
    droppedAddresses,
    byteSize: raw.byteLength,
    warnings: [...warnings],
  };
}

/** Date, else the newest Received, else the From_ line of the file. */
function readDate(
  all: (name: string) => string[],
  context: ParseContext,
  warnings: Set<WarningCode>,
): Date | null {
  const written = all("date")[0];
  const date = written === undefined ? null : parseMailDate(written);
  if (date !== null) return date;
  warnings.add(written === undefined ? "missing_date" : "bad_date");
  for (const received of all("received")) {
    const stamp = parseMailDate(received.slice(received.lastIndexOf(";") + 1));
    if (stamp !== null) return stamp;
  }
  return context.envelopeDate ?? null;
}

function senderHeaders(first: (name: string) => string | null): SenderHeaders {
  return {
    listId: first("list-id"),
    listPost: first("list-post"),
    listUnsubscribe: first("list-unsubscribe"),
    precedence: first("precedence"),
    autoSubmitted: first("auto-submitted"),
    autoResponse: first("x-autoreply") ?? first("x-autorespond"),
    feedbackId: first("feedback-id"),
    returnPath: first("return-path"),
    mailer: first("x-mailer") ?? first("user-agent"),
  };
}

function boundedValue(value: string | undefined): string | null {
  return value === undefined ? null : cleanLine(decode(value), limits.headerValueChars);
}

/** RFC 2047 words, by postal-mime; bounded first, since no value that matters is longer. */
function decode(value: string): string {
  const bounded = value.length > 8_000 ? value.slice(0, 8_000) : value;
  return bounded.includes("=?") ? decodeWords(bounded) : bounded;
}

function readLabels(value: string): string[] {
  if (value === "") return [];
  // A label with a comma in it stands in quotes.
  const labels = decode(value).match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? [];
  return labels
    .slice(0, limits.labels)
    .map((label) => shownLine(label.replaceAll(/\\(.)/g, "$1").replaceAll('"', ""), limits.nameChars))
    .filter((label) => label !== "");
}

/** Takeout writes the number in decimal, the API in hexadecimal. */
function gmailThread(value: string): string | null {
  return /^\d{1,20}$/.test(value) ? BigInt(value).toString(16) : null;
}

function readMailboxes(values: readonly string[]): string[] {
  const addresses = values.map((value) => normaliseAddress(value)).filter((address) => address !== null);
  return [...new Set(addresses)];
}
