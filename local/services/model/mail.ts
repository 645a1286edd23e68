import { formatDate } from "#lib/format/time.ts";

import { asRecord, goesOn, itemsOf, textField } from "./conversation.ts";

/** Subject as a link, day and the first words of a mail, all from the tool's answer. */
export function quoteOf(mail: Record<string, unknown>, timeZone: string): string {
  const subject = textField(mail, "subject") || "(no subject)";
  const at = textField(mail, "occurredAt") || textField(mail, "lastAt");
  const threadId = textField(mail, "threadId") || textField(mail, "id");
  const snippet = firstSentence(textField(mail, "snippet") || textField(mail, "body"));
  return `${linkToThread(threadId, subject)}${at ? ` (${formatDate(at, timeZone)})` : ""}${snippet ? `: "${snippet}"` : ""}`;
}

/** "one mail", "5 mails", "at least 5 mails". */
export function mailsIn(result: unknown): string {
  const count = itemsOf(result).length;
  if (goesOn(result)) return `at least ${String(count)} mails`;
  return count === 1 ? "one mail" : `${String(count)} mails`;
}

export const linkToThread = (threadId: string, subject: string): string =>
  `[${subject.replaceAll(/[[\]]/g, "")}](/inbox/${threadId})`;

/** At most 160 characters, ended at a sentence where there is one. */
export function firstSentence(text: string): string {
  const flat = text.replaceAll(/\s+/g, " ").trim();
  const sentence = /^.{20,160}?[.!?](?=\s|$)/.exec(flat)?.[0] ?? flat;
  return sentence.length > 160 ? `${sentence.slice(0, 157)}…` : sentence;
}

/** Who wrote it: by name, or by address. */
export function senderOf(mail: Record<string, unknown>): string {
  const from = mail["from"];
  const sender = asRecord(Array.isArray(from) ? from[0] : from);
  return (
    textField(sender, "name") ||
    textField(sender, "address") ||
    (typeof from === "string" ? from : "somebody")
  );
}
