import type { AppError, ErrorCode } from "#lib/errors.ts";
import { toAppError } from "#server/core/index.ts";
import { GoogleError } from "#server/google/index.ts";
import { JobCancelledError, JobPausedError, JobYieldedError, LostClaimError } from "#server/jobs/index.ts";

/** What becomes of an attempt that threw. */
export type Verdict =
  | { kind: "cancelled" }
  /** Another worker has it: say nothing, write nothing. */
  | { kind: "leave" }
  /** The worker stops: back to the queue as it is. */
  | { kind: "handBack" }
  /** Others go on first. */
  | { kind: "yield"; inMs: number }
  /** Asking again before then is of no use: no attempt is lost, and the page says why. */
  | { kind: "wait"; inMs: number; error: AppError }
  /** A person is to decide. */
  | { kind: "pause"; error: AppError }
  | { kind: "giveUp"; error: AppError }
  | { kind: "retry"; error: AppError };

/** Whether an error of this code may pass by itself. */
const mayPass: Record<ErrorCode, boolean> = {
  unauthenticated: false,
  forbidden: false,
  not_found: false,
  invalid_input: false,
  conflict: true,
  stale: false,
  gone: false,
  too_large: false,
  unsupported: false,
  rate_limited: true,
  quota_exceeded: false,
  cancelled: false,
  unavailable: true,
  internal: true,
};

/** The one table that sorts the errors of jobs. `reason` is why the signal was aborted, if it was. */
export function verdictOn(error: unknown, reason: "stopping" | "cancelled" | "lost" | null): Verdict {
  if (error instanceof LostClaimError || reason === "lost") return { kind: "leave" };
  if (error instanceof JobCancelledError || reason === "cancelled") return { kind: "cancelled" };
  if (reason === "stopping") return { kind: "handBack" };
  if (error instanceof JobYieldedError) return { kind: "yield", inMs: error.inMs };
  if (error instanceof JobPausedError) return { kind: "pause", error };
  if (error instanceof GoogleError && error.longWaitMs !== null) {
    return { kind: "wait", inMs: error.longWaitMs, error };
  }
  const known = toAppError(error);
  return { kind: mayPass[known.code] ? "retry" : "giveUp", error: known };
}
