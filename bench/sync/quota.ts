import { setTimeout as sleep } from "node:timers/promises";

import type { BenchGoogle } from "./google.ts";
import { approve, endOfImport, type OpenMailbox, storedOf } from "./mailbox.ts";

/** Gmail's for projects made since May 2026. */
export const unitsPerMinute = 6_000;
/** What an import may take of it in one minute, in whole messages. */
export const messagesPerMinute = Math.floor((unitsPerMinute * 0.98) / 20);

export interface QuotaUse {
  /** Units granted, over the most that anybody could be granted in that time: one full window, and what flows in after. */
  efficiency: number;
  refusedShare: number;
  seconds: number;
}

/** Imports under the limit, which the stand-in keeps to as Google does. Real minutes: nothing is scaled. */
export async function measureQuota(google: BenchGoogle, mailbox: OpenMailbox): Promise<QuotaUse> {
  // What the preview used of the last minute counts against the import: it begins with a full window.
  await sleep(61_000);
  await google.control("/__settings", { quotaUnitsPerMinute: unitsPerMinute });
  await google.forget();
  const startedAt = performance.now();
  const running = await approve(mailbox);
  await endOfImport(running);
  const seconds = (performance.now() - startedAt) / 1000;
  await storedOf(running);
  const { total, refused, units } = await google.counts();
  await google.control("/__settings", { quotaUnitsPerMinute: null });
  return {
    efficiency: units / (unitsPerMinute * (1 + seconds / 60)),
    refusedShare: refused / total,
    seconds,
  };
}
