import type { Readable } from "node:stream";

/** Where files lie. Keys are made by the server, never taken from a caller. */
export interface StorageDriver {
  /** Writes the stream and answers the number of bytes; what was written is removed when it fails. */
  put(key: string, source: Readable): Promise<number>;
  /** From byte `start` on. */
  open(key: string, start: number): Promise<Readable>;
  remove(key: string): Promise<void>;
  /** Keys of files last written before `before`, partial ones included. */
  olderThan(before: Date): AsyncIterable<string>;
  /** Bytes that can still be written, or null where that is not known. */
  freeBytes(): Promise<number | null>;
}
