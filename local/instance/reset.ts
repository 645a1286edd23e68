import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { removePostgres } from "#local/services/postgres.ts";
import { stopRunningLauncher } from "./claim.ts";
import { stopEverything } from "./shutdown.ts";

// What can be fetched again, the lock that this process is about to hold, and the instance of the journeys.
const kept = ["cache", "instance.lock", "e2e"];

/** Forgets everything that an instance stored, after stopping what runs of it. */
export async function reset(stateDir: string): Promise<void> {
  await stopRunningLauncher(stateDir);
  await stopEverything(stateDir);
  removePostgres(stateDir);
  for (const name of entriesOf(stateDir).filter((entry) => !kept.includes(entry))) {
    rmSync(join(stateDir, name), { recursive: true, force: true });
  }
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
