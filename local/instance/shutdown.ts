import { isRunning } from "#local/process/identity.ts";
import { openRecords } from "#local/process/records.ts";
import { type StopStep, stopProcess } from "#local/process/stop.ts";
import { waitUntil } from "#local/process/wait.ts";
import { removeManifest } from "./manifest.ts";

interface StopRule {
  readonly steps: readonly StopStep[];
  readonly group: boolean;
}

// Web and worker hand back what they hold within 10 s; together with the rest it has to stay below 15 s.
const rules = {
  web: { steps: [{ signal: "SIGTERM", graceMs: 9_000 }], group: true },
  worker: { steps: [{ signal: "SIGTERM", graceMs: 10_000 }], group: true },
  auth: { steps: [{ signal: "SIGTERM", graceMs: 500 }], group: true },
  google: { steps: [{ signal: "SIGTERM", graceMs: 500 }], group: true },
  model: { steps: [{ signal: "SIGTERM", graceMs: 500 }], group: true },
  redis: { steps: [{ signal: "SIGTERM", graceMs: 1_000 }], group: false },
  // "Fast" first, which keeps what was committed in the tables; "immediate" leaves it to the log.
  postgres: {
    steps: [
      { signal: "SIGINT", graceMs: 1_500 },
      { signal: "SIGQUIT", graceMs: 500 },
    ],
    group: false,
  },
} as const satisfies Record<string, StopRule>;
type Name = keyof typeof rules;

// Web gets this start, so that the worker is still there for what people do in their last second.
const webLeadMs = 1_000;

/** Stops everything that was started in this state directory: web, worker, stand-ins, Redis, Postgres. */
export async function stopEverything(stateDir: string): Promise<void> {
  removeManifest(stateDir);
  await stopLeftovers(stateDir);
  await Promise.all((["auth", "google", "model"] as const).map((name) => stopRecorded(stateDir, name)));
  for (const name of ["redis", "postgres"] as const) await stopRecorded(stateDir, name);
}

/** Stops web and worker, which a killed launcher may have left. Servers are left to their own start, which adopts them. */
export async function stopLeftovers(stateDir: string): Promise<void> {
  const web = openRecords(stateDir).living("web");
  const webStopped = stopRecorded(stateDir, "web");
  if (web !== null) await waitUntil(() => !isRunning(web), { timeoutMs: webLeadMs });
  await Promise.all([webStopped, stopRecorded(stateDir, "worker")]);
}

async function stopRecorded(stateDir: string, name: Name): Promise<void> {
  const records = openRecords(stateDir);
  const running = records.living(name);
  if (running !== null) await stopProcess(running, rules[name]);
  records.forget(name);
}
