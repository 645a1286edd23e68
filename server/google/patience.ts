import { setTimeout as delay } from "node:timers/promises";

import { callGoogle, type GoogleAccess } from "./access.ts";
import { GoogleError } from "./errors.ts";

/** Options of one request to googleapis: its own retries stay off, ours know the whole client's. */
export interface RequestOptions {
  headers: { authorization: string };
  signal: AbortSignal;
  retry: false;
}

export type PatientCall = <T>(send: (options: RequestOptions) => Promise<{ data: T }>) => Promise<T>;

const attemptsMax = 8;
const answerMs = 60_000;
const baseMs = 500;
const waitMaxMs = 64_000;

/**
 * Calls Google and waits where it says that it is busy: Retry-After where it is given, else twice as long each time with
 * full jitter. A refusal for haste holds back every call of this client. Throws GoogleError once patience is at its end.
 */
export function patientCalls(access: GoogleAccess, signal: AbortSignal): PatientCall {
  let heldUntil = 0;
  const held = async () => {
    for (let waitMs = heldUntil - Date.now(); waitMs > 0; waitMs = heldUntil - Date.now()) {
      await delay(waitMs, undefined, { signal });
    }
  };
  return async (send) => {
    for (let attempt = 1; ; attempt++) {
      signal.throwIfAborted();
      await held();
      try {
        const answer = await callGoogle(access, (token) =>
          send({
            headers: { authorization: `Bearer ${token}` },
            signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]),
            retry: false,
          }),
        );
        return answer.data;
      } catch (error) {
        signal.throwIfAborted();
        const waitMs = waitAfter(error, attempt);
        if (waitMs === null) throw error;
        if (error instanceof GoogleError && error.kind === "rate_limited") {
          heldUntil = Math.max(heldUntil, Date.now() + waitMs);
        }
        await delay(waitMs, undefined, { signal });
      }
    }
  };
}

/** Null where another attempt is of no use, or only much later. */
function waitAfter(error: unknown, attempt: number): number | null {
  if (!(error instanceof GoogleError) || attempt >= attemptsMax) return null;
  if (error.kind !== "rate_limited" && error.kind !== "unavailable") return null;
  // What is down for that long is down for the whole job, which asks again later.
  if (error.kind === "unavailable" && attempt >= attemptsMax / 2) return null;
  if (error.retryAfterMs !== null) return error.retryAfterMs > waitMaxMs ? null : error.retryAfterMs;
  return Math.random() * Math.min(waitMaxMs, baseMs * 2 ** attempt);
}
