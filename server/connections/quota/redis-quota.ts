import { createHash } from "node:crypto";

import type { Redis } from "ioredis";
import { z } from "zod";

import { env } from "#server/env.ts";
import type { GoogleService } from "#server/google/index.ts";
import { redis, within } from "#server/realtime/index.ts";

import { limitsOf, toldSeconds, waitMaxMs, windowMs } from "./limits.ts";
import { holdCalls, placeCall, readUse, takeBack } from "./script.ts";

const redisMs = 500;

export interface CallToPlace {
  account: string;
  service: GoogleService;
  units: number;
  isQuick: boolean;
  /** What this process alone has spent: where Redis has forgotten the account, it counts. */
  remembered: number;
  /** Only asks how long it would wait. */
  isQuestion: boolean;
}

export interface Place {
  isPlaced: boolean;
  waitMs: number;
  /** By Redis's clock. */
  at: number;
}

const Placed = z.tuple([z.number(), z.number(), z.number()]);
const Use = z.tuple([z.number(), z.number()]);

/** Rejects where Redis is away. */
export async function placeInRedis(call: CallToPlace): Promise<Place> {
  const { account, service, units, isQuick, remembered, isQuestion } = call;
  const limits = limitsOf(service);
  const flags = [isQuick ? 1 : 0, remembered, isQuestion ? 1 : 0];
  const [isPlaced, waitMs, at] = Placed.parse(
    await run(
      placeCall,
      [...accountKeys(service, account), ...projectKeys(service)],
      [digestOf(account), units, windowMs, waitMaxMs, limits.account, limits.quick, limits.project, ...flags],
    ),
  );
  return { isPlaced: isPlaced === 1, waitMs, at };
}

export async function holdInRedis(service: GoogleService, account: string, waitMs: number): Promise<void> {
  await run(holdCalls, accountKeys(service, account), [Math.ceil(waitMs), windowMs * 2]);
}

export async function useInRedis(
  service: GoogleService,
  account: string,
): Promise<{ used: number; heldMs: number }> {
  const [used, heldMs] = Use.parse(await run(readUse, accountKeys(service, account), [toldSeconds]));
  return { used, heldMs };
}

/** Units that were placed at this time, by Redis's clock, and are not spent. */
export async function takeBackInRedis(
  service: GoogleService,
  account: string,
  { at, units }: { at: number; units: number },
): Promise<void> {
  await run(takeBack, [...accountKeys(service, account), ...projectKeys(service)], [at, units]);
}

const digestOf = (account: string): string =>
  createHash("sha256").update(account.toLowerCase()).digest("hex").slice(0, 32);

const keyOf = (service: GoogleService, name: string) => `${env().REDIS_PREFIX}:quota:${service}:${name}`;

const accountKeys = (service: GoogleService, account: string): string[] =>
  ["", ":bulk", ":quick", ":told"].map((lane) => keyOf(service, `${digestOf(account)}${lane}`));

const projectKeys = (service: GoogleService): string[] => [
  keyOf(service, "project"),
  keyOf(service, "active"),
];

const shaOf = (script: string): string => createHash("sha1").update(script).digest("hex");
const shas = new Map([placeCall, holdCalls, readUse, takeBack].map((script) => [script, shaOf(script)]));

async function run(script: string, keys: string[], values: (string | number)[]): Promise<unknown> {
  return within(redisMs, evaluate(redis(), script, keys, values));
}

/** By its digest, and whole where Redis does not know it (any more). */
async function evaluate(
  connection: Redis,
  script: string,
  keys: string[],
  values: (string | number)[],
): Promise<unknown> {
  const sha = shas.get(script) ?? shaOf(script);
  try {
    return await connection.evalsha(sha, keys.length, ...keys, ...values);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith("NOSCRIPT")) throw error;
    return connection.eval(script, keys.length, ...keys, ...values);
  }
}
