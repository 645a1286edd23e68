import { readEmlx } from "./emlx.ts";
import { isHeaderLine, isHeaderStart, maxFromLineChars, readFromLine } from "./from-line.ts";
import type { FromLine } from "./from-line.ts";
import { unquoteFromLines } from "./from-quoting.ts";
import { MboxBuffer } from "./mbox-buffer.ts";
import { MailSourceError } from "./open-source.ts";
import { looksTruncated } from "./truncation.ts";
import type { MessageFileKind, RawMessage, ReadOptions } from "./types.ts";

/**
 * Cuts a mail file into its messages, holding one at a time. A message begins at a From_ line (see from-line.ts) that a
 * header line follows, at the file's start or after an empty line; without one only if the From_ line is strict.
 * `source` starts at a `nextOffset` given before. One that breaks off (gzip_cut_off) ends the last message as truncated.
 */
export async function* readMessages(
  source: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<RawMessage> {
  const reader = new MessageReader(options);
  let cutOff = false;
  try {
    for await (const chunk of source) {
      reader.buffer.append(chunk);
      yield* reader.takeComplete(false);
    }
  } catch (error) {
    if (!(error instanceof MailSourceError) || error.code !== "gzip_cut_off") throw error;
    cutOff = true;
  }
  yield* reader.takeComplete(true);
  const last = reader.takeLast();
  if (last !== null) yield cutOff ? { ...last, truncated: true } : last;
}

const needle = Buffer.from("From ");
const lineFeed = 10;
const carriageReturn = 13;

class MessageReader {
  readonly buffer: MboxBuffer;
  #options: ReadOptions;
  #ordinal: number;
  /** File offset where the current message begins; the buffer begins later once the message proved oversize. */
  #messageOffset: number;
  /** Where in the buffer the search for the next boundary goes on. */
  #searched = 0;
  /** Until the first boundary or text, empty lines and a byte order mark are passed over. */
  #started = false;

  constructor(options: ReadOptions) {
    this.#options = options;
    this.#messageOffset = options.startOffset ?? 0;
    this.buffer = new MboxBuffer(this.#messageOffset);
    this.#ordinal = options.startOrdinal ?? 0;
  }

  /** Messages whose end has been seen. */
  *takeComplete(atEnd: boolean): Generator<RawMessage> {
    if (this.#options.kind === "mbox") {
      for (let at = this.#findBoundary(atEnd); at !== null; at = this.#findBoundary(atEnd)) {
        if (this.#started) yield this.#cut(at);
        else this.#skipBlank(at);
        this.#started = true;
        this.#searched = needle.length;
      }
    }
    this.#dropOversize();
  }

  /** What is left at the end of the file. */
  takeLast(): RawMessage | null {
    const left = this.buffer.view();
    if (left.length === 0 && !this.#isDropped()) return null;
    if (!this.#started && !this.#isDropped() && blankLength(left) === left.length) return null;
    const last = this.#cut(left.length);
    return last.raw !== null && looksTruncated(last.raw) ? { ...last, truncated: true } : last;
  }

  /** Position of the next message in the buffer; null when more bytes are needed or no other message begins in it. */
  #findBoundary(atEnd: boolean): number | null {
    const bytes = this.buffer.view();
    const isFirst = !this.#started && !this.#isDropped();
    for (let at = bytes.indexOf(needle, this.#searched); at >= 0; at = bytes.indexOf(needle, at + 1)) {
      this.#searched = at;
      if (!atEnd && bytes.length - at < 2 * maxFromLineChars) return null;
      const isFileStart = isFirst && blankLength(bytes) >= at;
      if (!isFileStart && bytes[at - 1] !== lineFeed) continue;
      if (!isBoundary(bytes, at, isFileStart || isAfterEmptyLine(bytes, at), atEnd)) continue;
      // Text before the first From_ line is a message without one.
      if (!isFileStart) this.#started = true;
      return at;
    }
    this.#searched = Math.max(this.#searched, bytes.length - needle.length + 1);
    return null;
  }

  #skipBlank(length: number): void {
    this.buffer.drop(length);
    this.#messageOffset += length;
  }

  /** Ends the current message at `end` of the buffer. */
  #cut(end: number): RawMessage {
    const offset = this.#messageOffset;
    const nextOffset = this.buffer.offset + end;
    const byteLength = nextOffset - offset;
    const place = { ordinal: this.#ordinal++, offset, nextOffset, byteLength };
    const oversize = byteLength > this.#options.maxMessageBytes;
    const message = oversize
      ? { ...place, raw: null, oversize }
      : { ...place, oversize, ...readContent(this.buffer.view().subarray(0, end), this.#options.kind) };
    this.buffer.drop(end);
    this.#messageOffset = nextOffset;
    return message;
  }

  #isDropped(): boolean {
    return this.buffer.offset > this.#messageOffset;
  }

  /** Gives up a message as soon as it is too long, keeping only what may show the next boundary. */
  #dropOversize(): void {
    const isMbox = this.#options.kind === "mbox";
    const surely = isMbox ? this.#searched : this.buffer.length;
    if (!this.#isDropped() && surely <= this.#options.maxMessageBytes) return;
    const count = Math.max(0, isMbox ? this.#searched - lookBehind : this.buffer.length);
    this.buffer.drop(count);
    this.#searched -= Math.min(count, this.#searched);
  }
}

/** Bytes before a boundary that tell whether an empty line stands there. */
const lookBehind = 4;

function isBoundary(bytes: Buffer, at: number, afterEmptyLine: boolean, atEnd: boolean): boolean {
  const fromLine = readFromLine(lineAt(bytes, at));
  if (fromLine === null || !(afterEmptyLine || fromLine.strict)) return false;
  const lineEnd = bytes.indexOf(lineFeed, at);
  if (lineEnd < 0) return false;
  const next = lineAt(bytes, lineEnd + 1);
  if (isHeaderLine(next)) return true;
  const cutShort = atEnd && bytes.indexOf(lineFeed, lineEnd + 1) < 0;
  return cutShort && fromLine.strict && isHeaderStart(next);
}

function isAfterEmptyLine(bytes: Buffer, at: number): boolean {
  const before = bytes[at - 2] === carriageReturn ? at - 3 : at - 2;
  return bytes[before] === lineFeed;
}

/** The line at a position without its end; at most a little more than a From_ line may have. */
function lineAt(bytes: Buffer, at: number): string {
  const limit = Math.min(bytes.length, at + maxFromLineChars + 1);
  const end = bytes.subarray(at, limit).indexOf(lineFeed);
  return bytes.toString("latin1", at, end < 0 ? limit : at + end).replace(/\r$/, "");
}

type Content = Pick<RawMessage, "raw" | "envelopeSender" | "envelopeDate" | "truncated" | "filed">;

function readContent(bytes: Buffer, kind: MessageFileKind): Content {
  if (kind === "eml") return { raw: Buffer.from(bytes) };
  if (kind === "emlx") {
    const { receivedAt, ...content } = readEmlx(bytes);
    return { ...content, ...(receivedAt ? { envelopeDate: receivedAt } : {}) };
  }
  const fromLine: FromLine | null = readFromLine(lineAt(bytes, 0));
  const lineEnd = bytes.indexOf(lineFeed);
  const begin = fromLine === null ? 0 : lineEnd < 0 ? bytes.length : lineEnd + 1;
  return {
    raw: unquoteFromLines(bytes.subarray(begin, Math.max(begin, withoutSeparator(bytes)))),
    ...(fromLine === null || fromLine.sender === "" ? {} : { envelopeSender: fromLine.sender }),
    ...(fromLine?.date ? { envelopeDate: fromLine.date } : {}),
  };
}

/** The empty line that parts two messages belongs to neither. */
function withoutSeparator(bytes: Buffer): number {
  const end = bytes.length;
  if (bytes[end - 1] !== lineFeed) return end;
  const lineStart = bytes[end - 2] === carriageReturn ? end - 2 : end - 1;
  return bytes[lineStart - 1] === lineFeed ? lineStart : end;
}

/** Leading line ends, blanks and byte order mark. */
function blankLength(bytes: Buffer): number {
  let length = 0;
  while (blankBytes.has(bytes[length] ?? 0)) length++;
  return length;
}

const blankBytes = new Set([9, 10, 13, 32, 0xef, 0xbb, 0xbf]);
