import { AppError } from "#lib/errors.ts";
import { env } from "#server/env.ts";
import { storage } from "#server/storage/index.ts";

import type { Meter } from "./arrived.ts";
import type { UploadRow } from "./internal.ts";
import { calendarsOfZip, readZip, type ZipNotes } from "./zip/read-zip.ts";
import { MailSourceError, openMailSource, type RawMessage, readMessages } from "./mail/index.ts";

/** Where a reader stands in the decompressed file. */
export interface FileCursor {
  offset: number;
  ordinal: number;
}

const gzipMagic = 0x1f8b;

/** The bytes of an uploaded file, unpacked, from an offset on. Throws AppError with a sentence when they cannot be read on. */
export async function* openUpload(upload: UploadRow, offset: number): AsyncGenerator<Uint8Array> {
  try {
    yield* bytesOf(upload, offset);
  } catch (error) {
    throw readError(error, upload.fileName);
  }
}

/**
 * The messages of an uploaded mailbox from the cursor on; its bytes pass the meter as they lie, but for those
 * of an archive, which is read here and there. Throws AppError with a
 * sentence when the file cannot be read on.
 */
export async function* readUpload(
  upload: UploadRow,
  cursor: FileCursor,
  { meter, notes }: { meter?: Meter | undefined; notes?: ZipNotes } = {},
): AsyncGenerator<RawMessage> {
  const { fileKind, fileName } = upload;
  if (!fileKind || fileKind === "ics" || fileKind === "zip_ics")
    throw new AppError("conflict", `"${fileName}" has not arrived yet.`);
  try {
    if (fileKind === "zip") return yield* readZip(upload, cursor, notes);
    yield* readMessages(bytesOf(upload, cursor.offset, meter), {
      kind: fileKind,
      startOffset: cursor.offset,
      startOrdinal: cursor.ordinal,
      maxMessageBytes: env().MESSAGE_MAX_BYTES,
    });
  } catch (error) {
    throw readError(error, fileName);
  }
}

async function* bytesOf(upload: UploadRow, offset: number, meter?: Meter): AsyncGenerator<Uint8Array> {
  if (upload.fileKind === "zip_ics") return yield* calendarsOfZip(upload, offset);
  const { storageKey } = upload;
  const compressed = await isGzip(storageKey);
  const opened = await storage().open(storageKey, compressed ? 0 : offset);
  const bytes = meter ? meter.over(opened) : opened;
  yield* compressed ? openMailSource(bytes, "gzip", { startOffset: offset }) : bytes;
}

async function isGzip(storageKey: string): Promise<boolean> {
  for await (const chunk of await storage().open(storageKey, 0)) {
    return Buffer.isBuffer(chunk) && chunk.length >= 2 && chunk.readUInt16BE(0) === gzipMagic;
  }
  return false;
}

export function readError(error: unknown, fileName: string): unknown {
  if (error instanceof MailSourceError) return new AppError("unsupported", error.message, { cause: error });
  if (error instanceof Error && "code" in error && error.code === "ENOENT") {
    return new AppError("gone", `"${fileName}" is not kept any more. Upload it again.`, { cause: error });
  }
  return error;
}
