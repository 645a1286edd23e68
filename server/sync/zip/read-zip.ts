import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from "yauzl";

import { env } from "#server/env.ts";

import { isCalendar } from "../file-kind.ts";
import type { UploadRow } from "../internal.ts";
import { detectMail, MailSourceError, type RawMessage, readMessages, skipBytes } from "../mail/index.ts";
import { StorageReader } from "./storage-reader.ts";

/** Enough to tell what a file of an archive is. */
const headBytes = 16_384;
const entriesMax = 200_000;
/** As with gzip: what is small may be packed as tightly as it likes. */
const trustedBytes = 64 << 20;
const maxRatio = 200;
/** What systems add on their own. */
const notes = /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$)/;

/** Told while an archive is read. */
export interface ZipNotes {
  calendars: number;
  /** Files in it that are neither mail nor calendars. */
  otherFiles: number;
}

interface Packed {
  entry: Entry;
  /** Where it would begin if all were unpacked one behind the other. */
  offset: number;
}

/**
 * The messages of all mail files in an archive, as if they stood in one file one behind the other: offsets count unpacked
 * bytes by the sizes that the archive names, which are checked while it is unpacked. Throws MailSourceError.
 */
export async function* readZip(
  file: ZipFileRow,
  { offset, ordinal }: { offset: number; ordinal: number },
  told: ZipNotes = { calendars: 0, otherFiles: 0 },
): AsyncGenerator<RawMessage> {
  let next = ordinal;
  for await (const { kind, bytes, place } of opened(file, offset)) {
    if (kind === "calendar") told.calendars++;
    else if (kind === "other") told.otherFiles++;
    if (kind === "calendar" || kind === "other") continue;
    const startOffset = Math.max(offset, place);
    const messages = readMessages(skipBytes(bytes, startOffset - place), {
      kind,
      startOffset,
      startOrdinal: next,
      maxMessageBytes: env().MESSAGE_MAX_BYTES,
    });
    for await (const message of messages) {
      next = message.ordinal + 1;
      yield message;
    }
  }
}

/** A calendar need not end with a line's end. */
const between = Buffer.from("\r\n");

/** All calendars of an archive, as if they were one file: from this offset of it on. Throws MailSourceError. */
export async function* calendarsOfZip(file: ZipFileRow, offset: number): AsyncGenerator<Uint8Array> {
  let left = offset;
  for await (const { kind, bytes, byteSize } of opened(file, 0)) {
    if (kind !== "calendar") continue;
    const whole = byteSize + between.length;
    if (left < whole) yield* skipBytes(ended(bytes), left);
    left = Math.max(0, left - whole);
  }
}

async function* ended(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* bytes;
  yield between;
}

/** What is in an archive, by the first bytes of each file. Once there is mail in it nothing more is looked at. */
export async function holdingOf(
  file: ZipFileRow,
  signal?: AbortSignal,
): Promise<ZipNotes & { mail: boolean }> {
  const holding = { mail: false, calendars: 0, otherFiles: 0 };
  for await (const { kind } of opened(file, 0)) {
    signal?.throwIfAborted();
    if (kind === "calendar") holding.calendars++;
    else if (kind === "other") holding.otherFiles++;
    else return { ...holding, mail: true };
  }
  return holding;
}

type ZipFileRow = Pick<UploadRow, "storageKey" | "byteSize">;

/** The files of an archive that do not end before this offset, one after another: the bytes of one are read or left. */
async function* opened(
  { storageKey, byteSize }: ZipFileRow,
  offset: number,
): AsyncGenerator<OpenedFile & { place: number; byteSize: number }> {
  const reader = new StorageReader(storageKey, byteSize);
  // What yauzl and zlib throw says what is wrong with the archive, in words for programmers.
  const failure = (error: unknown): unknown =>
    reader.failure ?? (error instanceof MailSourceError ? error : new MailSourceError("zip_broken", error));
  try {
    const zip = await fromRandomAccessReaderPromise(reader, byteSize, {
      lazyEntries: true,
      autoClose: false,
    });
    for (const { entry, offset: place } of await list(zip, byteSize)) {
      if (place + entry.uncompressedSize <= offset) continue;
      const file = await open(zip, entry);
      try {
        yield { ...file, bytes: guarded(file.bytes, failure), place, byteSize: entry.uncompressedSize };
      } finally {
        await file.close();
      }
    }
  } catch (error) {
    throw failure(error);
  }
}

async function* guarded(
  bytes: AsyncIterable<Uint8Array>,
  failure: (error: unknown) => unknown,
): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (error) {
    throw failure(error);
  }
}

/** What is packed, in its order, once it is plain that unpacking it ends. */
async function list(zip: ZipFile, byteSize: number): Promise<Packed[]> {
  if (zip.entryCount > entriesMax) throw new MailSourceError("zip_too_many");
  const packed: Packed[] = [];
  let [compressed, offset] = [0, 0];
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith("/") || notes.test(entry.fileName)) continue;
    if (!entry.canDecodeFileData()) throw new MailSourceError("zip_locked");
    packed.push({ entry, offset });
    compressed += entry.compressedSize;
    offset += entry.uncompressedSize;
  }
  // Files that share their bytes are how an archive of some kilobytes unpacks to terabytes.
  if (compressed > byteSize) throw new MailSourceError("zip_broken");
  if (offset > trustedBytes && offset > byteSize * maxRatio) throw new MailSourceError("too_large_unpacked");
  return packed;
}

interface OpenedFile {
  kind: "mbox" | "eml" | "emlx" | "calendar" | "other";
  bytes: AsyncIterable<Uint8Array>;
  close: () => Promise<unknown>;
}

/** One file of it, and what it is: by its first bytes, whatever it is called. */
async function open(zip: ZipFile, entry: Entry): Promise<OpenedFile> {
  if (entry.uncompressedSize === 0)
    return { kind: "other", bytes: nothing(), close: () => Promise.resolve() };
  const stream = await zip.openReadStreamPromise(entry);
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const read: Buffer[] = [];
  for (let length = 0; length < headBytes;) {
    const { done, value } = await chunks.next();
    if (done) break;
    read.push(value);
    length += value.length;
  }
  const head = Buffer.concat(read).subarray(0, headBytes);
  return {
    kind: kindOf(head),
    bytes: all(read, chunks),
    close: () => chunks.return?.() ?? Promise.resolve(),
  };
}

function kindOf(head: Uint8Array): OpenedFile["kind"] {
  if (isCalendar(head)) return "calendar";
  const { kind } = detectMail(head);
  return kind === "unsupported" || kind === "gzip" ? "other" : kind;
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // An empty file has no bytes.
}

async function* all(head: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
