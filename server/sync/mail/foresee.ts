import { isKnownCharset } from "./decode-bytes.ts";
import { limits } from "./limits.ts";
import type { WarningCode } from "./types.ts";

interface Message {
  raw: Uint8Array;
  bodyOffset: number;
  /** Of its Content-Type. */
  type: string;
  /** Headers that people read, as they came. */
  texts: readonly string[];
}

/**
 * What reading the body will warn of, told without decoding it, so that a preview can say so: charsets nobody knows,
 * nesting beyond `limits.mimeDepth`, NUL bytes, size. Linear, and nearly free for ordinary mail.
 */
export function foresee({ raw, bodyOffset, type, texts }: Message, warnings: Set<WarningCode>): void {
  const whole = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const body = whole.subarray(bodyOffset);
  if (whole.includes(0)) warnings.add("nul_bytes");
  if (raw.byteLength > limits.largeBytes) warnings.add("very_large");
  const isMultipart = /^multipart\//i.test(type);
  const labels = [...texts.flatMap(wordCharsets), ...charsetsOf(type)];
  if (isMultipart) labels.push(...partCharsets(body));
  if (labels.some((label) => !isKnownCharset(label))) warnings.add("charset_unknown");
  if (isMultipart && depthOf(type, body) > limits.mimeDepth) warnings.add("body_unreadable");
}

/** Of encoded words: =?charset?q?…?= (RFC 2047), perhaps with a language after a star. */
const wordCharsets = (text: string): string[] =>
  [...text.slice(0, 8_000).matchAll(/=\?([\w.:-]{1,40})(?:\*[\w-]*)?\?[bq]\?/gi)].map(
    ([, label = ""]) => label,
  );

const charsetsOf = (header: string): string[] =>
  [...header.matchAll(/charset\s*=\s*"?([\w.:-]{1,40})/gi)].map(([, label = ""]) => label);

/** Parts whose charset is looked at, and how far into a body. */
const partsMax = 20;
const partBytesMax = 65_536;

function partCharsets(body: Buffer): string[] {
  const start = body.subarray(0, partBytesMax);
  const found: string[] = [];
  for (
    let at = start.indexOf("charset=");
    at >= 0 && found.length < partsMax;
    at = start.indexOf("charset=", at + 8)
  ) {
    // Only in the header of a part: what somebody wrote about charsets stands in no such line.
    const line = start.toString("latin1", start.lastIndexOf(10, at) + 1, at + 60);
    if (/^(?:content-type:|[ \t]).*charset=/i.test(line)) found.push(...charsetsOf(line));
  }
  return found;
}

/** How deep multiparts stand within each other. Only a body that names so many boundaries is read line by line. */
function depthOf(type: string, body: Buffer): number {
  if (countOf(body, "boundary=", limits.mimeDepth) < limits.mimeDepth) return 1;
  const open = boundariesOf(type);
  let deepest = open.length;
  for (let start = 0; start < body.length;) {
    const newline = body.indexOf(10, start);
    const end = newline < 0 ? body.length : newline;
    // No line that matters is longer.
    const line = body.toString("latin1", start, Math.min(end, start + 1_000)).trimEnd();
    start = end + 1;
    if (line.startsWith("--")) {
      const place = open.findLastIndex((boundary) => line === `--${boundary}` || line === `--${boundary}--`);
      if (place >= 0) open.length = line === `--${open[place] ?? ""}` ? place + 1 : place;
    } else if (line.includes("boundary=")) {
      open.push(...boundariesOf(line));
      deepest = Math.max(deepest, open.length);
      if (deepest > limits.mimeDepth) return deepest;
    }
  }
  return deepest;
}

const boundariesOf = (header: string): string[] =>
  [...header.matchAll(/boundary="?([^";\r\n]{1,200})/gi)].map(([, boundary = ""]) => boundary.trimEnd());

function countOf(body: Buffer, word: string, max: number): number {
  let count = 0;
  for (let at = body.indexOf(word); at >= 0 && count < max; at = body.indexOf(word, at + word.length))
    count++;
  return count;
}
