import { setTimeout as sleep } from "node:timers/promises";

/** Something that should run as long as the instance does. */
export interface Supervised {
  readonly name: string;
  isRunning(): boolean;
  /** How it ended, where that is known. */
  ending?(): string | null;
  start(): Promise<void>;
}

export interface SupervisorOptions {
  readonly signal: AbortSignal;
  readonly say: (sentence: string) => void;
  readonly everyMs?: number;
  readonly backoffMs?: number;
}

const restartsMax = 5;
// After a minute in good health, earlier falls are forgotten.
const steadyAfterMs = 60_000;

/** Starts again what dies by itself. Throws once one of them has died too often; returns when told to stop. */
export async function supervise(all: readonly Supervised[], options: SupervisorOptions): Promise<void> {
  await Promise.race(all.map((one) => watch(one, options)));
}

async function watch(one: Supervised, options: SupervisorOptions): Promise<void> {
  const { signal, say, everyMs = 300, backoffMs = 500 } = options;
  let restarts = 0;
  let lastStart = performance.now();
  for (;;) {
    await pause(everyMs, signal);
    if (signal.aborted) return;
    if (one.isRunning()) {
      if (performance.now() - lastStart > steadyAfterMs) restarts = 0;
      continue;
    }
    const ending = one.ending?.() ?? null;
    const how = ending === null ? "" : ` (${ending})`;
    if (restarts === restartsMax)
      throw new Error(`${one.name} ended again${how}, after ${String(restartsMax)} restarts.`);
    restarts += 1;
    say(`${one.name} ended${how}; starting it again (${String(restarts)} of ${String(restartsMax)}).`);
    await pause(backoffMs * 2 ** (restarts - 1), signal);
    if (signal.aborted) return;
    await restart(one, say);
    lastStart = performance.now();
  }
}

// What cannot be started now counts as one more fall: it is seen as not running in the next round.
async function restart(one: Supervised, say: (sentence: string) => void): Promise<void> {
  try {
    await one.start();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
}

async function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(durationMs, undefined, { signal });
  } catch {
    // Told to stop.
  }
}
