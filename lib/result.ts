import type { ErrorCode, FieldErrors } from "./errors.ts";

export interface Failure {
  code: ErrorCode;
  message: string;
  fields?: FieldErrors;
  requestId: string;
}

/** What every door answers: REST, server actions and the stream alike. */
export type Result<T> = { ok: true; data: T } | { ok: false; error: Failure };
