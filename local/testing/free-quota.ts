import { setTimeout as delay } from "node:timers/promises";

import type { GoogleQuota } from "#server/google/index.ts";

/** A quota without end, which holds as one in Redis does. `spent` says what was asked for. */
export function freeQuota(): GoogleQuota & { spent: number[] } {
  const spent: number[] = [];
  let heldUntil = 0;
  return {
    spent,
    async spend(_service, units, signal) {
      spent.push(units);
      for (let waitMs = heldUntil - Date.now(); waitMs > 0; waitMs = heldUntil - Date.now()) {
        await delay(waitMs, undefined, { signal });
      }
    },
    hold(_service, waitMs) {
      heldUntil = Math.max(heldUntil, Date.now() + waitMs);
      return Promise.resolve();
    },
    waitFor: () => Promise.resolve(Math.max(0, heldUntil - Date.now())),
  };
}
