import type { ErrorCode } from "#lib/errors.ts";
import type { Result } from "#lib/result.ts";

/** What the browser itself noticed; the server has not answered. */
export const failed = (code: ErrorCode, message: string): Result<never> => ({
  ok: false,
  error: { code, message, requestId: "" },
});

export const unreadable = () =>
  failed("unavailable", "The server gave no answer that can be read. Please try again in a moment.");
