import type { Readable } from "node:stream";

/** Where files lie. Keys are made by the server, never taken from a caller. */
export interface StorageDriver {
  /** Writes the stream and answers the number of bytes; what was written is removed when it fails. */
  put(key: string, source: Readable): Promise<number>;
  /** From byte `start` on; an error with code ENOENT where there is no such file. */
  open(key: string, start: number): Promise<Readable>;
  /** Bytes of a file that has arrived whole, or null. */
  size(key: string): Promise<number | null>;
  remove(key: string): Promise<void>;
  /** Keys of files last written before `before`, partial ones included. */
  olderThan(before: Date): AsyncIterable<string>;
  /** Bytes that can still be written, or null where that is not known. */
  freeBytes(): Promise<number | null>;
  /** Whether files can be read and written now; an error says no as well. */
  answers(): Promise<boolean>;
  /** How files come here past the app; null where all of them come through it. */
  readonly direct: DirectUploads | null;
}

/** Uploads straight to the service, resumable by the TUS protocol. */
export interface DirectUploads {
  /** Where the protocol begins, and what it is to say of the file. */
  address(key: string): { url: string; metadata: Record<string, string>; chunkBytes: number };
  /** Headers that allow to upload this key and nothing else, for a while. Asks the service. */
  permit(key: string): Promise<UploadPermit>;
}

export interface UploadPermit {
  headers: Record<string, string>;
  /** Null where the service does not say. */
  expiresAt: Date | null;
}
