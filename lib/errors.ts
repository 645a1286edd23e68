/** The closed list of what can go wrong for a caller, with the HTTP status each becomes. */
export const errorStatus = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid_input: 400,
  conflict: 409,
  stale: 409,
  gone: 410,
  too_large: 413,
  unsupported: 415,
  rate_limited: 429,
  quota_exceeded: 402,
  cancelled: 499,
  unavailable: 503,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** Messages by input field path ("emails.0"), in words for the user. */
export type FieldErrors = Record<string, string>;

/**
 * An error whose message is meant for the user: what happened and what to do next.
 * The cause is for the log only and never leaves the server.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldErrors | undefined;

  constructor(code: ErrorCode, message: string, options: { fields?: FieldErrors; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.fields = options.fields;
  }
}

/** "contact", "Contact …" → the same sentence for a missing row and for another tenant's row. */
export function notFound(what: string): AppError {
  return new AppError(
    "not_found",
    `This ${what} was not found. It may have been deleted, or you may not have access to it.`,
  );
}
