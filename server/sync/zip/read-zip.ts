import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from "yauzl";

import { env } from "#server/env.ts";

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
  /** Files in it that are no mail. */
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
  { storageKey, byteSize }: Pick<UploadRow, "storageKey" | "byteSize">,
  { offset, ordinal }: { offset: number; ordinal: number },
  told: ZipNotes = { otherFiles: 0 },
): AsyncGenerator<RawMessage> {
  const reader = new StorageReader(storageKey, byteSize);
  let next = ordinal;
  try {
    const zip = await fromRandomAccessReaderPromise(reader, byteSize, {
      lazyEntries: true,
      autoClose: false,
    });
    for (const packed of await list(zip, byteSize)) {
      const end = packed.offset + packed.entry.uncompressedSize;
      if (end <= offset) continue;
      const opened = await open(zip, packed.entry);
      if (opened === null) {
        told.otherFiles++;
        continue;
      }
      const startOffset = Math.max(offset, packed.offset);
      const messages = readMessages(skipBytes(opened.bytes, startOffset - packed.offset), {
        kind: opened.kind,
        startOffset,
        startOrdinal: next,
        maxMessageBytes: env().MESSAGE_MAX_BYTES,
      });
      for await (const message of messages) {
        next = message.ordinal + 1;
        yield message;
      }
    }
  } catch (error) {
    if (reader.failure !== null) throw reader.failure;
    // What yauzl and zlib throw says what is wrong with the archive, in words for programmers.
    throw error instanceof MailSourceError ? error : new MailSourceError("zip_broken", error);
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

/** One file of it, if it is mail: by its first bytes, whatever it is called. */
async function open(zip: ZipFile, entry: Entry) {
  if (entry.uncompressedSize === 0) return null;
  const stream = await zip.openReadStreamPromise(entry);
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const head: Buffer[] = [];
  for (let length = 0; length < headBytes;) {
    const { done, value } = await chunks.next();
    if (done) break;
    head.push(value);
    length += value.length;
  }
  const { kind } = detectMail(Buffer.concat(head).subarray(0, headBytes));
  if (kind === "unsupported" || kind === "gzip") {
    await chunks.return?.();
    return null;
  }
  return { kind, bytes: all(head, chunks) };
}

async function* all(head: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
