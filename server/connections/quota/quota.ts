import { setTimeout as delay } from "node:timers/promises";

import { perProcess } from "#lib/per-process.ts";
import { gmailUnits, GoogleError, type GoogleQuota, type GoogleService } from "#server/google/index.ts";
import { logger } from "#server/observability/index.ts";

import { limitsOf, waitMaxMs, windowMs } from "./limits.ts";
import { holdInRedis, placeInRedis, takeBackInRedis, useInRedis } from "./redis-quota.ts";
import { QuotaWindow } from "./window.ts";

/** Without Redis the processes do not know of each other: each keeps to this part of the limit. */
const shareAlone = 0.25;
/** So many accounts are remembered, and no more. */
const windowsMax = 1_000;
/**
 * Bulk work takes the messages that it reads in the next moment by one question, where these are so little of the limit that
 * none is missed. Neither of Gmail's own limits is so wide.
 */
const aheadShare = 0.0025;
const aheadMax = 25;
/** Google counts a call when it comes: the window's margin is for the way there too. */
const aheadMs = 100;
/** Whoever waited longer looks whether Google has refused somebody meanwhile. */
const longWaitMs = 100;

const windows = perProcess("connections.quota", () => new Map<string, QuotaWindow>());
/** Of this process alone: no clock that may be set. */
const now = () => performance.now();

export interface QuotaOptions {
  /** Imports and previews leave a little to whatever somebody waits for. */
  bulk?: boolean;
}

/** The quota of one Google account. It is the account's, so that two workspaces with the same mailbox share it. */
export function quotaOf(account: string, { bulk = false }: QuotaOptions = {}): GoogleQuota {
  const place = async (service: GoogleService, units: number, isQuestion: boolean): Promise<Turn> => {
    const own = windowOf(service, account);
    const remembered = own.used(now());
    try {
      const call = { account, service, units, isQuick: !bulk, remembered, isQuestion };
      const { isPlaced, waitMs, at: atInRedis } = await placeInRedis(call);
      const at = now() + waitMs;
      if (isPlaced) own.note(units, at);
      return { isPlaced, waitMs, at, atInRedis };
    } catch (error) {
      sayOnce(error);
      const limit = Math.max(units, limitsOf(service).account * shareAlone);
      const at = isQuestion ? own.peek(units, limit, now()) : own.place(units, limit, now());
      return { isPlaced: !isQuestion, waitMs: Math.max(0, at - now()), at, atInRedis: null };
    }
  };
  /** What was placed and is not asked for. */
  const takeBack = (service: GoogleService, units: number, { at, atInRedis }: Turn): void => {
    windowOf(service, account).takeBack(units, at);
    if (atInRedis === null) return;
    takeBackInRedis(service, account, { at: atInRedis, units }).catch(() => undefined);
  };
  const heldMs = async (service: GoogleService): Promise<number> => {
    const { heldMs: inRedis } = await useInRedis(service, account).catch(() => ({ heldMs: 0 }));
    return Math.max(inRedis, windowOf(service, account).heldFor(now()));
  };
  /** Of messages alone, by those who asked: who asked at the same time each brought some. */
  const ahead = new Set<{ units: number; until: number }>();
  const takeAhead = (service: GoogleService, units: number): boolean => {
    if (windowOf(service, account).heldFor(now()) > 0) return false;
    for (const left of ahead) {
      if (left.units < units || left.until < now()) continue;
      left.units -= units;
      if (left.units === 0) ahead.delete(left);
      return true;
    }
    return false;
  };
  const keepAhead = (service: GoogleService, units: number, turn: Turn): void => {
    const left = { units, until: now() + aheadMs };
    ahead.add(left);
    const end = () => {
      if (ahead.delete(left)) takeBack(service, left.units, turn);
    };
    setTimeout(end, aheadMs).unref();
  };
  return {
    async spend(service, units, signal) {
      const calls = bulk ? callsAhead(service, units) : 1;
      for (;;) {
        signal.throwIfAborted();
        if (calls > 1 && takeAhead(service, units)) return;
        const turn = await place(service, units * calls, false);
        const { isPlaced, waitMs } = turn;
        if (!isPlaced && waitMs > waitMaxMs) {
          throw new GoogleError("rate_limited", { reason: "held", retryAfterMs: waitMs });
        }
        let isUsed = false;
        try {
          if (waitMs > 0) {
            const pauseMs = isPlaced ? Math.ceil(waitMs) : waitMs * (0.5 + Math.random());
            await delay(pauseMs, undefined, { signal });
          }
          isUsed = isPlaced && (waitMs < longWaitMs || (await heldMs(service)) === 0);
        } finally {
          if (isPlaced && !isUsed) takeBack(service, units * calls, turn);
        }
        if (!isUsed) continue;
        if (calls > 1) keepAhead(service, units * (calls - 1), turn);
        return;
      }
    },
    async hold(service, waitMs) {
      windowOf(service, account).hold(now() + waitMs);
      await holdInRedis(service, account, waitMs).catch(() => undefined);
    },
    waitFor: async (service, units) => (await place(service, units, true)).waitMs,
  };
}

interface Turn {
  isPlaced: boolean;
  waitMs: number;
  /** By this process's clock. */
  at: number;
  /** By Redis's, where it gave the place. */
  atInRedis: number | null;
}

/** Other calls come one after the other, each later than what was taken ahead would last. */
const callsAhead = (service: GoogleService, units: number): number =>
  service === "gmail" && units === gmailUnits.get
    ? Math.max(1, Math.min(aheadMax, Math.floor((limitsOf(service).account * aheadShare) / units)))
    : 1;

export interface QuotaUse {
  /** Units of the calls that were made in the last minute; of Gmail by its table, of Calendar calls. */
  used: number;
  limit: number;
  /** For how long Google has asked us to wait; 0 where it has not. */
  heldMs: number;
}

/** What was used of an account's quota in the last minute, by every worker; without Redis by this process. */
export async function quotaUsed(account: string): Promise<Record<GoogleService, QuotaUse>> {
  const useOf = async (service: GoogleService): Promise<QuotaUse> => {
    const own = windowOf(service, account);
    const use = await useInRedis(service, account).catch(() => ({
      used: own.spent(now()),
      heldMs: own.heldFor(now()),
    }));
    return { ...use, limit: limitsOf(service).account };
  };
  const [gmail, calendar] = await Promise.all([useOf("gmail"), useOf("calendar")]);
  return { gmail, calendar };
}

let saidAt = Number.NEGATIVE_INFINITY;

/** That Redis is away is said by its connection; that it refuses the script would be heard nowhere else. */
function sayOnce(error: unknown): void {
  if (!(error instanceof Error) || error.name !== "ReplyError" || now() - saidAt < 60_000) return;
  saidAt = now();
  logger().error({ err: error }, "Google's quota cannot be counted in Redis: each process counts for itself");
}

function windowOf(service: GoogleService, account: string): QuotaWindow {
  const key = `${service}:${account.toLowerCase()}`;
  const known = windows.get(key);
  if (known) return known;
  if (windows.size >= windowsMax) {
    for (const [name, window] of windows) if (window.used(now()) === 0) windows.delete(name);
  }
  const made = new QuotaWindow(windowMs);
  windows.set(key, made);
  return made;
}
