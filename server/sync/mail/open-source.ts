import { constants, createGunzip } from "node:zlib";
import type { Gunzip } from "node:zlib";
import type { MailFileKind } from "./types.ts";

export type MailSourceCode =
  "gzip_broken" | "gzip_cut_off" | "too_large_unpacked" | "zip_broken" | "zip_locked" | "zip_too_many";

/** A file cannot be read on from here. `message` is a sentence for the user; what came before was read. */
export class MailSourceError extends Error {
  readonly code: MailSourceCode;

  constructor(code: MailSourceCode, cause?: unknown) {
    super(sentences[code], { cause });
    this.name = "MailSourceError";
    this.code = code;
  }
}

const sentences: Record<MailSourceCode, string> = {
  gzip_broken:
    "The compressed file is damaged in the middle and cannot be unpacked. Compress or download it again.",
  gzip_cut_off: "The compressed file ends too early: part of it is missing. Upload it again.",
  too_large_unpacked:
    "The compressed file unpacks to far more than a mailbox of its size would. Unpack it and upload the .mbox file.",
  zip_broken:
    "The ZIP archive is damaged or ends too early. Make or download it again, or unpack it and upload what is inside.",
  zip_locked:
    "Part of the ZIP archive is encrypted or packed in a way that cannot be read here. Unpack it and upload what is inside.",
  zip_too_many:
    "The ZIP archive holds more than 200,000 files. Make several of it and upload them one by one.",
};

export type SourceOptions = {
  /** Decompressed bytes to leave out at the front: an offset to resume at. Default 0. */
  startOffset?: number;
  /** Most decompressed bytes. Default 256 GiB. */
  maxBytes?: number;
  /** Most decompressed bytes per compressed byte, once 64 MiB have come. Default 200; mail reaches about 20. */
  maxRatio?: number;
};

/**
 * A mail file's bytes, gunzipped where `kind` is "gzip" (many members in a row too). Backpressure holds; at most one
 * compressed chunk is unpacked ahead. Throws MailSourceError after all bytes that could be had.
 */
export async function* openMailSource(
  stream: AsyncIterable<Uint8Array>,
  kind: MailFileKind,
  options: SourceOptions = {},
): AsyncGenerator<Uint8Array> {
  const source = kind === "gzip" ? gunzip(stream, options) : stream;
  yield* skipBytes(source, options.startOffset ?? 0);
}

/** The stream without its first `count` bytes. */
export async function* skipBytes(
  source: AsyncIterable<Uint8Array>,
  count: number,
): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of source) {
    if (left >= chunk.length) left -= chunk.length;
    else {
      yield left > 0 ? chunk.subarray(left) : chunk;
      left = 0;
    }
  }
}

const inputBytes = 1 << 16;
const trustedBytes = 64 << 20;

async function* gunzip(
  stream: AsyncIterable<Uint8Array>,
  options: SourceOptions,
): AsyncGenerator<Uint8Array> {
  const { maxBytes = 2 ** 38, maxRatio = 200 } = options;
  const unzip = createGunzip({ chunkSize: inputBytes, finishFlush: constants.Z_FINISH });
  const unpacked: Buffer[] = [];
  let bytesIn = 0;
  let bytesOut = 0;
  unzip.on("data", (chunk: Buffer) => {
    unpacked.push(chunk);
    bytesOut += chunk.length;
  });
  // The callbacks below report errors; without a listener they would end the process as well.
  unzip.on("error", () => {});
  try {
    for await (const chunk of stream) {
      for (let at = 0; at < chunk.length; at += inputBytes) {
        const slice = chunk.subarray(at, at + inputBytes);
        bytesIn += slice.length;
        const broken = await feed(unzip, slice);
        yield* unpacked.splice(0);
        if (broken !== null) throw new MailSourceError("gzip_broken", broken);
        const tooMany = bytesOut > maxBytes || (bytesOut > trustedBytes && bytesOut > bytesIn * maxRatio);
        if (tooMany) throw new MailSourceError("too_large_unpacked");
      }
    }
    const broken = await feed(unzip, null);
    yield* unpacked.splice(0);
    if (broken !== null) throw new MailSourceError("gzip_cut_off", broken);
  } finally {
    unzip.destroy();
  }
}

/** Writes one slice (or ends) and waits until all it unpacks to was given out; gives the error, if any. */
function feed(unzip: Gunzip, slice: Uint8Array | null): Promise<Error | null> {
  return new Promise((resolve) => {
    unzip.once("error", resolve);
    const done = (error?: Error | null): void => {
      unzip.off("error", resolve);
      resolve(error ?? null);
    };
    if (slice === null) unzip.end().once("end", () => done());
    else unzip.write(slice, done);
  });
}
