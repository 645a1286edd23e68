import type { ErrorCode } from "#lib/errors.ts";
import type { Result } from "#lib/result.ts";

export interface Upload {
  file: Blob;
  fileName: string;
  /** The mailbox's own addresses as they were typed; may be empty. */
  mailbox: string;
  /** Bytes that have gone, of how many. */
  onProgress: (sent: number, total: number) => void;
  signal: AbortSignal;
}

/** What the browser itself noticed; the server has not answered. */
export const failed = (code: ErrorCode, message: string): Result<never> => ({
  ok: false,
  error: { code, message, requestId: "" },
});

export const unreadable = () =>
  failed("unavailable", "The server gave no answer that can be read. Please try again in a moment.");
