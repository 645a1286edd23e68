import { cpus, loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

const sampleMs = 2_000;
const quietShare = 0.25;
const waitMaxMs = 30_000;

/** Waits until the machine has little else to do, or half a minute; answers the share of it that is busy then. */
export async function untilQuiet(): Promise<number> {
  const givenUpAt = Date.now() + waitMaxMs;
  for (;;) {
    const share = await busyShare();
    if (share <= quietShare || Date.now() > givenUpAt) return share;
  }
}

/** "machine 12 % busy, load 1.3" */
export const wordsOfLoad = (share: number): string =>
  `machine ${(share * 100).toFixed(0)} % busy, load ${(loadavg()[0] ?? 0).toFixed(1)}`;

async function busyShare(): Promise<number> {
  const before = spent();
  await sleep(sampleMs);
  const after = spent();
  return (after.busy - before.busy) / Math.max(1, after.all - before.all);
}

function spent(): { busy: number; all: number } {
  let busy = 0;
  let all = 0;
  for (const { times } of cpus()) {
    const total = Object.values(times).reduce((sum, ms) => sum + ms, 0);
    all += total;
    busy += total - times.idle;
  }
  return { busy, all };
}
