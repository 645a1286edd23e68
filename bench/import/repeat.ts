import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import type { MonthMessage } from "./month.ts";

const dayMs = 86_400_000;
const identifying = /^(message-id|references|in-reply-to):/i;
const headersEnd = /\r?\n\r?\n/;

/** Writes a mailbox of `size` messages: the month again and again, each time thirty days later and with its own ids. */
export async function writeRepeated(
  path: string,
  month: readonly MonthMessage[],
  size: number,
): Promise<void> {
  await pipeline(Readable.from(repeated(month, size)), createWriteStream(path));
}

/** The same messages one by one, for a maildir. */
export function* repeatedMessages(month: readonly MonthMessage[], size: number): Generator<Buffer> {
  for (let index = 0; index < size; index++) {
    const message = month[index % month.length];
    if (message) yield shift(Buffer.from(message.raw), Math.floor(index / month.length));
  }
}

function* repeated(month: readonly MonthMessage[], size: number): Generator<Buffer> {
  for (let index = 0; index < size; index++) {
    const message = month[index % month.length];
    if (message) yield shift(message.section, Math.floor(index / month.length));
  }
}

// latin1 keeps each byte as it is, whatever charset the message is in.
function shift(bytes: Buffer, repetition: number): Buffer {
  if (repetition === 0) return bytes;
  const text = bytes.toString("latin1");
  const end = headersEnd.exec(text)?.index ?? text.length;
  const fields = text.slice(0, end).split(/\n(?![ \t])/);
  const shifted = fields.map((field) => shiftField(field, repetition)).join("\n");
  return Buffer.from(shifted + text.slice(end), "latin1");
}

function shiftField(field: string, repetition: number): string {
  if (identifying.test(field)) return field.replaceAll(/@([^<>\s]*)>/g, `.${String(repetition)}@$1>`);
  if (!/^date:/i.test(field)) return field;
  const at = Date.parse(field.slice("date:".length).replace(/\([^)]*\)/, ""));
  if (Number.isNaN(at)) return field;
  return `Date: ${new Date(at + repetition * 30 * dayMs).toUTCString().replace("GMT", "+0000")}`;
}
