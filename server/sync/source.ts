import { AppError } from "#lib/errors.ts";
import { env } from "#server/env.ts";
import { storage } from "#server/storage/index.ts";

import type { UploadRow } from "./internal.ts";
import {
  type MailFileKind,
  MailSourceError,
  openMailSource,
  type RawMessage,
  readMessages,
} from "./mail/index.ts";

/** Where a reader stands in the decompressed file. */
export interface FileCursor {
  offset: number;
  ordinal: number;
}

const gzipMagic = 0x1f8b;

/** The messages of an uploaded file from the cursor on. Throws AppError with a sentence when the file cannot be read on. */
export async function* readUpload(upload: UploadRow, cursor: FileCursor): AsyncGenerator<RawMessage> {
  const { storageKey, fileKind } = upload;
  if (!fileKind) throw new AppError("conflict", `"${upload.fileName}" has not arrived yet.`);
  try {
    const compressed = await isGzip(storageKey);
    const kind: MailFileKind = compressed ? "gzip" : fileKind;
    const bytes = await storage().open(storageKey, compressed ? 0 : cursor.offset);
    const source = compressed ? openMailSource(bytes, kind, { startOffset: cursor.offset }) : bytes;
    yield* readMessages(source, {
      kind: fileKind,
      startOffset: cursor.offset,
      startOrdinal: cursor.ordinal,
      maxMessageBytes: env().MESSAGE_MAX_BYTES,
    });
  } catch (error) {
    throw readError(error, upload.fileName);
  }
}

async function isGzip(storageKey: string): Promise<boolean> {
  for await (const chunk of await storage().open(storageKey, 0)) {
    return Buffer.isBuffer(chunk) && chunk.length >= 2 && chunk.readUInt16BE(0) === gzipMagic;
  }
  return false;
}

function readError(error: unknown, fileName: string): unknown {
  if (error instanceof MailSourceError) return new AppError("unsupported", error.message, { cause: error });
  if (error instanceof Error && "code" in error && error.code === "ENOENT") {
    return new AppError("gone", `"${fileName}" is not kept any more. Upload it again.`, { cause: error });
  }
  return error;
}
