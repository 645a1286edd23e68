import { Readable } from "node:stream";

import { RandomAccessReader } from "yauzl";

import { storage } from "#server/storage/index.ts";

const windowBytes = 1 << 20;
const windowsMax = 2;

interface Window {
  start: number;
  bytes: Promise<Buffer>;
}

/**
 * Reads a stored file here and there, as an archive's directory asks. Small readings come out of windows, so that ten
 * thousand of them, one behind the other, do not open the file ten thousand times.
 */
export class StorageReader extends RandomAccessReader {
  readonly #key: string;
  readonly #byteSize: number;
  readonly #windows: Window[] = [];
  /** Of storage itself: not the archive's fault. */
  failure: unknown = null;

  constructor(key: string, byteSize: number) {
    super();
    this.#key = key;
    this.#byteSize = byteSize;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const source = end - start <= windowBytes ? this.#small(start, end) : this.#range(start, end);
    return Readable.from(source, { objectMode: false });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#slice(position, position + length).then(
      (bytes) => {
        bytes.copy(buffer, offset);
        callback(bytes.length < length ? new Error("unexpected EOF") : null);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error("the file cannot be read")),
    );
  }

  async *#small(start: number, end: number): AsyncGenerator<Buffer> {
    const bytes = await this.#slice(start, end);
    if (bytes.length > 0) yield bytes;
  }

  async #slice(start: number, end: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let at = start; at < Math.min(end, this.#byteSize);) {
      const window = this.#windowAt(at);
      const bytes = await window.bytes;
      const part = bytes.subarray(at - window.start, end - window.start);
      if (part.length === 0) break;
      parts.push(part);
      at += part.length;
    }
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
  }

  #windowAt(at: number): Window {
    const start = at - (at % windowBytes);
    const known = this.#windows.find((window) => window.start === start);
    if (known) return known;
    const window = { start, bytes: this.#whole(start, start + windowBytes) };
    window.bytes.catch(() => undefined);
    this.#windows.unshift(window);
    this.#windows.splice(windowsMax);
    return window;
  }

  async #whole(start: number, end: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.#range(start, end)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  async *#range(start: number, end: number): AsyncGenerator<Buffer> {
    let left = Math.min(end, this.#byteSize) - start;
    if (left <= 0) return;
    try {
      for await (const chunk of await storage().open(this.#key, start)) {
        if (!Buffer.isBuffer(chunk)) continue;
        yield chunk.length > left ? chunk.subarray(0, left) : chunk;
        left -= chunk.length;
        if (left <= 0) return;
      }
    } catch (error) {
      this.failure ??= error;
      throw error;
    }
  }
}
