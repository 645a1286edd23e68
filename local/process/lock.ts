import { DatabaseSync } from "node:sqlite";
import { waitFor } from "./wait.ts";

/** Holds a file for this process alone, until released. The kernel releases it when the process dies, however. */
export interface Lock {
  release(): void;
}

/** Null when another process, or another caller in this one, holds the lock. */
export function tryLock(path: string): Lock | null {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec("begin exclusive");
  } catch {
    database.close();
    return null;
  }
  return {
    release() {
      database.close();
    },
  };
}

/** Runs the work while no one else holds the lock. Throws when it is not free within the time. */
export async function withLock<Result>(
  path: string,
  timeoutMs: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const lock = await waitFor(() => tryLock(path), { timeoutMs });
  if (lock === null) throw new Error(`${path} stayed locked for ${String(timeoutMs / 1_000)} s`);
  try {
    return await work();
  } finally {
    lock.release();
  }
}
