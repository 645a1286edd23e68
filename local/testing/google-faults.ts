import { afterAll, afterEach, beforeEach, vi } from "vitest";

import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { env, setEnv } from "#server/env.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis, redis } from "#server/realtime/index.ts";

import type { GoogleStandIn } from "./google-stand-in.ts";
import { runJobsOf } from "./imports.ts";
import { until } from "./until.ts";

/** What Google's stand-in is told to answer; of which request is said where it is used. */
export type Fault = Record<string, unknown>;

/** What Google answers where it is in trouble, or asks for patience: asked again at once, it may do it. */
export const answered: readonly (readonly [string, Fault])[] = [
  ["403 rateLimitExceeded", { status: 403, reason: "rateLimitExceeded", retryAfterSeconds: 0 }],
  ["403 userRateLimitExceeded", { status: 403, reason: "userRateLimitExceeded", retryAfterSeconds: 0 }],
  ["429 with Retry-After", { status: 429, retryAfterSeconds: 0 }],
  ["500", { status: 500, retryAfterSeconds: 0 }],
  ["502", { status: 502, retryAfterSeconds: 0 }],
  ["503", { status: 503, retryAfterSeconds: 0 }],
];

/** What is no answer at all. Thirty seconds and a minute in life: what is told from it is the same. */
export const unanswered: readonly (readonly [string, Fault])[] = [
  ["a connection cut in the body", { cut: true }],
  ["no answer for too long", { delayMs: 450, status: 503 }],
  ["a body that does not come", { stallMs: 450 }],
];

/** What passes by itself, once for each call that it strikes. */
export const passing = [["401, and a new token", { status: 401 }] as const, ...answered, ...unanswered];

/** How long an answer may take where this is the fault. */
export const timeoutFor = ({ delayMs, stallMs }: Fault): number =>
  delayMs === undefined && stallMs === undefined ? 60_000 : 300;

const isHaste = ({ status, reason }: Fault) => status === 429 || /rateLimit/i.test(String(reason ?? ""));

/** It strikes until it is mended: the patience of a single attempt does not last that long. */
export const untilMended = (fault: Fault): Fault => ({ ...fault, times: 300 });

/** What a page says of it meanwhile. */
export const wordsFor = (fault: Fault): RegExp => (isHaste(fault) ? /slow down/ : /cannot be reached/);

/** Google is as it was, and nobody is held any more. */
export async function mendGoogle(google: GoogleStandIn): Promise<void> {
  await google.current.control("/__faults", undefined, "DELETE");
  await until("Redis to be there", async () => (await redis().ping()) === "PONG");
  const held = await redis().keys(`${env().REDIS_PREFIX}:quota:*`);
  if (held.length > 0) await redis().del(held);
}

/** What waits for its next attempt makes it now. */
export async function runAgain(owner: Context): Promise<void> {
  await systemPool()
    .client`update crm.jobs set run_at = now() where workspace_id = ${owner.workspace.id} and status = 'queued'`;
  await runJobsOf(owner);
}

/** The access token of this connection has run out, as it does each hour. */
export async function expireToken(connectionId: string): Promise<void> {
  await systemPool()
    .client`update crm.connection_secrets set expires_at = now() where connection_id = ${connectionId}`;
}

/** What lasts, and what is said of it. */
export interface Refusal {
  name: string;
  fault: Fault;
  words: RegExp;
  /** Whether it goes on by itself. */
  isPassing: boolean;
}

/** What Google may answer for longer than an attempt has patience. */
export const refusals: readonly Refusal[] = [
  ...answered.map(([name, fault]) => ({
    name: `${name}, for long`,
    fault,
    words: wordsFor(fault),
    isPassing: true,
  })),
  {
    name: "429 for almost an hour",
    fault: { status: 429, retryAfterSeconds: 3_000 },
    words: /slow down/,
    isPassing: true,
  },
  {
    name: "403 insufficientPermissions",
    fault: { status: 403, reason: "insufficientPermissions" },
    words: /tick the box/,
    isPassing: false,
  },
];

/** Before each test Google is as it was and is waited for as long as ever; after the last one nothing stays open. */
export function useFaults(google: GoogleStandIn): void {
  useShortWaits();
  afterAll(async () => {
    await closeQueues();
    await closeRedis();
  });
  beforeEach(async () => {
    setEnv({ ...env(), GOOGLE_TIMEOUT_MS: 60_000 });
    await mendGoogle(google);
  });
}

/** Whoever waits for a part of a time, by chance, waits for little of it: how often is what counts, not how long. */
export function useShortWaits(): void {
  beforeEach(() => {
    vi.spyOn(Math, "random").mockReturnValue(0.05);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
}
