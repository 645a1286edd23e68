import { setTimeout as wait } from "node:timers/promises";

/** Asks until the state is there. An error counts as "not yet": services may be away meanwhile. */
export async function until(what: string, ask: () => Promise<boolean>, limitMs = 60_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await ask().catch(() => false))) {
    if (Date.now() > end) throw new Error(`waited too long for ${what}`);
    await wait(20);
  }
}
