import { type ProcessIdentity, isRunning } from "./identity.ts";
import { waitUntil } from "./wait.ts";

export interface StopStep {
  readonly signal: NodeJS.Signals;
  readonly graceMs: number;
}

export interface StopOptions {
  readonly steps: readonly StopStep[];
  /** Signals the process group too, for children that were started as its leaders. */
  readonly group?: boolean;
}

/** Ends a process, ever more firmly and at last by SIGKILL. Never touches a later process of the same number. */
export async function stopProcess(target: ProcessIdentity, options: StopOptions): Promise<void> {
  for (const { signal, graceMs } of [...options.steps, { signal: "SIGKILL", graceMs: 2_000 } as const]) {
    if (!sendSignal(target, signal, options.group)) return;
    if (await waitUntil(() => !isRunning(target), { timeoutMs: graceMs })) return;
  }
}

/** False when the process is gone already. */
export function sendSignal(target: ProcessIdentity, signal: NodeJS.Signals, group = false): boolean {
  if (!isRunning(target)) return false;
  try {
    process.kill(group ? -target.pid : target.pid, signal);
    return true;
  } catch {
    return false;
  }
}
