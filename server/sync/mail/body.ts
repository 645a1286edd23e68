import { decodeWords } from "postal-mime";
import { guardBody } from "./body-guard.ts";
import { cleanLine, cleanText, shownLine } from "./clean-text.ts";
import { decodeBytes } from "./decode-bytes.ts";
import { unflow } from "./flowed.ts";
import { htmlToText } from "./html-text.ts";
import { leanBody, leftOut } from "./lean-body.ts";
import { limits } from "./limits.ts";
import { readMimeParts } from "./mime-parts.ts";
import type { MimePart } from "./mime-parts.ts";
import { splitText } from "./quote.ts";
import { isReplySubject } from "./threads.ts";
import type { MailAttachment, MailMessage, WarningCode } from "./types.ts";

type MimeValues = { type: string; encoding: string; disposition: string };
type Body = Pick<
  MailMessage,
  "text" | "html" | "snippet" | "newText" | "quotedText" | "signature" | "attachments"
> & {
  warnings: WarningCode[];
};

/** Decodes a body and sets its parts apart. Never rejects: what cannot be read is missing and warned of. */
export async function readBody(
  raw: Uint8Array,
  mime: MimeValues,
  about: { isReply: boolean; subject: string },
): Promise<Body> {
  const warnings = new Set<WarningCode>();
  const parts = await partsOf(raw, mime, warnings, true);
  const { plain, html } = chooseTexts(parts, warnings);
  const converted = plain.trim() === "" && html !== "" ? textOfHtml(html, warnings) : plain;
  const text = cleanText(converted.replaceAll("\r\n", "\n"), limits.bodyChars);
  if (converted.length > limits.bodyChars || html.length > limits.htmlChars) warnings.add("body_truncated");
  const split = splitText(text, { isReply: about.isReply || isReplySubject(about.subject) });
  return {
    text,
    html: html === "" ? null : cleanText(html, limits.htmlChars),
    snippet: snippetOf(split.newText || text),
    newText: split.newText,
    quotedText: split.quotedText,
    signature: split.signature,
    attachments: attachmentsOf(parts, warnings),
    warnings: [...warnings],
  };
}

/** The leaves of a body in order; none where it cannot be read, which is warned of. Lean ones lack most of what is attached. */
export async function partsOf(
  raw: Uint8Array,
  mime: MimeValues,
  warnings: Set<WarningCode>,
  isLean = false,
): Promise<MimePart[]> {
  return isPlain(mime) ? [plainPart(raw, mime)] : readParts(raw, mime, warnings, isLean);
}

/** Most mail is one text part without transfer encoding: nothing to decode but the charset. */
function isPlain(mime: MimeValues): boolean {
  const plainType = mime.type === "" || /^text\/plain\s*(?:$|;\s*charset="?[\w-]+"?$)/i.test(mime.type);
  return plainType && mime.disposition === "" && /^(?:|7bit|8bit|binary)$/i.test(mime.encoding);
}

function plainPart(bytes: Uint8Array, mime: MimeValues): MimePart {
  const charset = /charset="?([\w-]+)/i.exec(mime.type)?.[1];
  const contentType = "text/plain";
  const none = { disposition: null, fileName: null, contentId: null, alternative: null };
  return { contentType, charset, flowed: false, deleteSpace: false, bytes, ...none };
}

async function readParts(
  raw: Uint8Array,
  mime: MimeValues,
  warnings: Set<WarningCode>,
  isLean: boolean,
): Promise<MimePart[]> {
  const guarded = guardBody(raw);
  if (guarded.cut) warnings.add("body_truncated");
  try {
    return await readMimeParts(isLean ? leanBody(guarded.body) : guarded.body, mime);
  } catch {
    warnings.add("body_unreadable");
    return [];
  }
}

export function isBodyText(part: MimePart): boolean {
  if (part.disposition === "attachment") return false;
  if (part.contentType !== "text/plain" && part.contentType !== "text/html") return false;
  return part.fileName === null || part.disposition === "inline";
}

/** Joins the body texts in order; of an alternative the plain form serves as text and the HTML one as HTML. */
export function chooseTexts(
  parts: readonly MimePart[],
  warnings: Set<WarningCode>,
): { plain: string; html: string } {
  const plain: string[] = [];
  const html: string[] = [];
  const texts = parts.filter(isBodyText);
  const withPlain = new Set(
    texts.filter((part) => part.contentType === "text/plain").map((part) => part.alternative),
  );
  for (const part of texts) {
    const text = partText(part, warnings);
    if (part.contentType === "text/plain") {
      plain.push(text);
      continue;
    }
    html.push(text);
    // Beside a plain part that is no alternative to it, HTML says something of its own (list footers, replies).
    const saidInPlain = part.alternative !== null && withPlain.has(part.alternative);
    if (!saidInPlain && withPlain.size > 0) plain.push(textOfHtml(text, warnings));
  }
  return { plain: plain.join("\n"), html: html.join("\n") };
}

function textOfHtml(html: string, warnings: Set<WarningCode>): string {
  const { text, cut } = htmlToText(html);
  if (cut) warnings.add("body_truncated");
  return text;
}

function partText(part: MimePart, warnings: Set<WarningCode>): string {
  const maxBytes = 4 * (part.contentType === "text/html" ? limits.htmlChars : limits.bodyChars);
  if (part.bytes.length > maxBytes) warnings.add("body_truncated");
  const { text, charsetKnown } = decodeBytes(wholeCharacters(part.bytes, maxBytes), part.charset);
  if (!charsetKnown) warnings.add("charset_unknown");
  const clean = text.includes("\0") ? text.replaceAll("\0", "") : text;
  const lines = clean.includes("\r") ? clean.replaceAll("\r\n", "\n") : clean;
  return part.flowed ? unflow(lines, part.deleteSpace) : lines;
}

/** At most `maxBytes`, not ending inside a UTF-8 character: half of one would make the whole look like another charset. */
function wholeCharacters(bytes: Uint8Array, maxBytes: number): Uint8Array {
  if (bytes.length <= maxBytes) return bytes;
  let end = maxBytes;
  while (end > maxBytes - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end);
}

function attachmentsOf(parts: readonly MimePart[], warnings: Set<WarningCode>): MailAttachment[] {
  const attached = parts.filter((part) => !isBodyText(part));
  if (attached.length > limits.attachments) warnings.add("too_many_attachments");
  return attached.slice(0, limits.attachments).map((part) => ({
    fileName: fileName(part.fileName),
    contentType: cleanLine(part.contentType, limits.fileNameChars),
    byteSize: part.bytes.length + leftOut(part.bytes),
    contentId:
      part.contentId === null
        ? null
        : cleanLine(part.contentId.replaceAll(/[<>]/g, ""), limits.headerValueChars),
    inline: part.disposition === "inline" || (part.disposition === null && part.contentId !== null),
  }));
}

export function fileName(raw: string | null): string | null {
  if (raw === null) return null;
  const name = shownLine(decodeWords(raw.slice(0, 2_000)), limits.fileNameChars);
  return name === "" ? null : name;
}

/** The beginning on one line, cut between words and marked where it goes on. */
function snippetOf(text: string): string {
  const line = shownLine(text.slice(0, 4 * limits.snippetChars), limits.snippetChars + 1);
  if (line.length <= limits.snippetChars) return line;
  const cut = line.slice(0, limits.snippetChars - 1);
  const space = cut.lastIndexOf(" ");
  return `${cleanLine(space > limits.snippetChars / 2 ? cut.slice(0, space) : cut, limits.snippetChars)}…`;
}
