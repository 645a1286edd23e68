import { isUtf8 } from "node:buffer";
import { decodeUtf8OrWestern } from "./decode-bytes.ts";
import { limits } from "./limits.ts";

export type HeaderFields = {
  /** Unfolded raw values by lower-case name, in order; only names that some reader asks for. */
  values: Map<string, string[]>;
  /** Lines shaped like a field, known or not. */
  fieldCount: number;
  /** Whether any name was one that only mail carries. */
  isMail: boolean;
  /** Where the body begins; the length of the message when the headers never end. */
  bodyOffset: number;
  headersEnd: boolean;
  tooManyFields: boolean;
};

/**
 * Reads the header block by RFC 5322 section 2.2, kindly: bare LF, 8-bit text, junk lines and a leading From_ line
 * or byte order mark are borne. Linear in the header's size, of which at most `limits.headerBytes` are read.
 */
export function readHeaderFields(raw: Uint8Array): HeaderFields {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const start = skipLeadingNoise(bytes);
  const { headerEnd, bodyOffset, headersEnd } = findBody(bytes, start);
  const readEnd = Math.min(headerEnd, start + limits.headerBytes);
  const lines = decodeLines(bytes.subarray(start, readEnd));
  const values = new Map<string, string[]>();
  let fieldCount = 0;
  let isMail = false;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    const colon = line.indexOf(":");
    if (colon < 1 || colon > 76 || isFolded(line)) continue;
    const name = line.slice(0, colon).trimEnd().toLowerCase();
    if (!/^[!-9;-~]+$/.test(name)) continue;
    fieldCount++;
    const use = fieldUse.get(name);
    if (use === undefined) continue;
    isMail ||= use.mailOnly;
    const folded = [line.slice(colon + 1)];
    while (isFolded(lines[index + 1] ?? "")) folded.push(lines[++index] ?? "");
    const stored = values.get(name);
    if (stored === undefined) values.set(name, [unfold(folded)]);
    else if (stored.length < maxRepeats) stored.push(unfold(folded));
  }
  const tooManyFields = fieldCount > limits.headerFields || readEnd < headerEnd;
  return { values, fieldCount, isMail, bodyOffset, headersEnd, tooManyFields };
}

const maxRepeats = 100;
// prettier-ignore
const mailNames = [
  "from", "to", "cc", "bcc", "subject", "date", "message-id", "received", "return-path", "delivered-to", "sender",
  "reply-to", "in-reply-to", "references", "mime-version", "x-original-to", "x-envelope-to",
];
// prettier-ignore
const otherNames = [
  "content-type", "content-transfer-encoding", "content-disposition", "list-id", "list-post", "list-unsubscribe",
  "precedence", "auto-submitted", "x-autoreply", "x-autorespond", "feedback-id", "x-mailer", "user-agent",
  "x-gmail-labels", "x-gm-thrid", "x-mozilla-status", "x-mozilla-status2", "x-imap", "x-imapbase", "x-spam-flag", "status", "x-status",
];
const fieldUse = new Map<string, { mailOnly: boolean }>([
  ...mailNames.map((name) => [name, { mailOnly: true }] as const),
  ...otherNames.map((name) => [name, { mailOnly: false }] as const),
]);

function skipLeadingNoise(bytes: Buffer): number {
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (bytes[start] === 10 || bytes[start] === 13) start++;
  const startsWith = (text: string): boolean => bytes.toString("latin1", start, start + text.length) === text;
  while (startsWith("From ") || startsWith(">From ")) {
    const lineEnd = bytes.indexOf(10, start);
    if (lineEnd < 0) return start;
    start = lineEnd + 1;
  }
  return start;
}

/** The first empty line ends the headers; a block of white space only does too, as mail programs have it. */
function findBody(
  bytes: Buffer,
  start: number,
): { headerEnd: number; bodyOffset: number; headersEnd: boolean } {
  if (bytes[start] === 10) return { headerEnd: start, bodyOffset: start + 1, headersEnd: true };
  for (let at = bytes.indexOf(10, start); at >= 0; at = bytes.indexOf(10, at + 1)) {
    const next = bytes[at + 1];
    if (next === 10) return { headerEnd: at + 1, bodyOffset: at + 2, headersEnd: true };
    if (next === 13 && bytes[at + 2] === 10)
      return { headerEnd: at + 1, bodyOffset: at + 3, headersEnd: true };
  }
  return { headerEnd: bytes.length, bodyOffset: bytes.length, headersEnd: false };
}

/** Old mail mixes charsets between lines, so each line of a block that is not UTF-8 is judged by itself. */
function decodeLines(block: Buffer): string[] {
  if (isUtf8(block)) return block.toString("utf8").split("\n");
  return block
    .toString("latin1")
    .split("\n")
    .map((line) => decodeUtf8OrWestern(Buffer.from(line, "latin1")));
}

function isFolded(line: string): boolean {
  const first = line.charCodeAt(0);
  return first === 32 || first === 9;
}

function unfold(lines: string[]): string {
  const joined = lines.length === 1 ? (lines[0] ?? "") : lines.join(" ");
  return joined.replace(/\s+/g, " ").trim();
}
