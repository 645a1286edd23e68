import { setTimeout as delay } from "node:timers/promises";

import { env } from "#server/env.ts";

import { callGoogle, type GoogleAccess } from "./access.ts";
import { GoogleError } from "./errors.ts";
import type { GoogleService } from "./quota.ts";

/** Options of one request to googleapis: its own retries stay off, ours know the whole client's. */
export interface RequestOptions {
  headers: { authorization: string };
  signal: AbortSignal;
  retry: false;
}

/** Lets a request go once its turn has come: only from then on its time runs. */
export type Gate = <T>(request: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/** `units` is what one attempt takes of the quota. Each attempt goes through the gate once it may spend them. */
export type PatientCall = <T>(
  units: number,
  send: (options: RequestOptions) => Promise<{ data: T }>,
  gate?: Gate,
) => Promise<T>;

interface Client {
  access: GoogleAccess;
  service: GoogleService;
  signal: AbortSignal;
}

const attemptsMax = 8;
const baseMs = 500;
const waitMaxMs = 64_000;

/**
 * Calls Google once the account's quota allows it, and waits where Google says that it is busy: Retry-After where it is
 * given, else twice as long each time with full jitter. A refusal for haste holds back every call for this account, in
 * every worker. Throws GoogleError once patience is at its end.
 */
export function patientCalls({ access, service, signal }: Client): PatientCall {
  return async (units, send, gate = atOnce) => {
    for (let attempt = 1; ; attempt++) {
      signal.throwIfAborted();
      await access.quota.spend(service, units, signal);
      try {
        const request = (token: string) => send(optionsOf(token, signal));
        const answer = await callGoogle(access, (token) => gate(() => request(token), signal));
        return answer.data;
      } catch (error) {
        signal.throwIfAborted();
        const waitMs = waitAfter(error, attempt);
        if (error instanceof GoogleError && error.kind === "rate_limited") {
          await access.quota.hold(service, waitMs ?? error.retryAfterMs ?? waitMaxMs);
        }
        if (waitMs === null) throw error;
        await delay(waitMs, undefined, { signal });
      }
    }
  };
}

/** Makes a call that a second one would do twice: whoever calls again looks first. */
export type SingleCall = <T>(
  units: number,
  send: (options: RequestOptions) => Promise<{ data: T }>,
) => Promise<T>;

/** The same without patience. A refusal for haste holds back the account's other calls all the same. */
export function singleCalls({ access, service, signal }: Client): SingleCall {
  return async (units, send) => {
    await access.quota.spend(service, units, signal);
    try {
      return (await callGoogle(access, (token) => send(optionsOf(token, signal)))).data;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof GoogleError && error.kind === "rate_limited") {
        await access.quota.hold(service, error.retryAfterMs ?? baseMs);
      }
      throw error;
    }
  };
}

const optionsOf = (token: string, signal: AbortSignal): RequestOptions => ({
  headers: { authorization: `Bearer ${token}` },
  signal: AbortSignal.any([signal, AbortSignal.timeout(env().GOOGLE_TIMEOUT_MS)]),
  retry: false,
});

const atOnce: Gate = (request) => request();

/** Null where another attempt is of no use, or only much later. */
function waitAfter(error: unknown, attempt: number): number | null {
  if (!(error instanceof GoogleError) || attempt >= attemptsMax) return null;
  if (error.kind !== "rate_limited" && error.kind !== "unavailable") return null;
  // What is down for that long is down for the whole job, which asks again later.
  if (error.kind === "unavailable" && attempt >= attemptsMax / 2) return null;
  if (error.retryAfterMs !== null) return error.retryAfterMs > waitMaxMs ? null : error.retryAfterMs;
  return Math.random() * Math.min(waitMaxMs, baseMs * 2 ** attempt);
}
