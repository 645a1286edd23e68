import { setTimeout as sleep } from "node:timers/promises";

import { percentile } from "../statistics.ts";

interface Rate {
  perSecond: number;
  seconds: number;
  /** Throws where the answer is not the one expected. */
  call: (index: number) => Promise<void>;
}

export interface AtRate {
  p95Ms: number;
  failed: number;
}

/**
 * Calls at fixed times whether or not earlier calls have answered, as people do, and counts from the time a call was
 * due: a server that stalls cannot hide it by being asked less.
 */
export async function callAtRate({ perSecond, seconds, call }: Rate): Promise<AtRate> {
  const startsAt = performance.now() + 100;
  let failed = 0;
  const taken = await Promise.all(
    Array.from({ length: perSecond * seconds }, async (_, index) => {
      const dueAt = startsAt + (index * 1_000) / perSecond;
      await sleep(dueAt - performance.now());
      await call(index).catch(() => {
        failed++;
      });
      return performance.now() - dueAt;
    }),
  );
  return { p95Ms: percentile(taken, 95), failed };
}
