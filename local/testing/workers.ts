import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

import { checkout } from "#local/paths.ts";

export interface Workers {
  /** A worker that works at once: its modules were read while another one ran. Its clock is off by so many minutes. */
  start(minutesOff?: number): ChildProcess;
  /** As a power cut does; resolves when it is gone. */
  kill(): Promise<void>;
  dispose(): Promise<void>;
}

/** Worker processes for tests that kill them, one at a time. `settings` is asked for each of them: they may change. */
export function useWorkers(settings: () => Readonly<Record<string, string | undefined>>): Workers {
  let standby = spawnStandby();
  let current: ChildProcess | null = null;

  function spawnStandby(): ChildProcess {
    return spawn(process.execPath, ["local/testing/standby-worker.mjs"], {
      cwd: checkout,
      env: { NODE_ENV: "test", PATH: process.env["PATH"], TZ: "UTC", ...settings() },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
  }

  return {
    start(minutesOff = 0) {
      current = standby;
      current.send(minutesOff);
      standby = spawnStandby();
      return current;
    },
    async kill() {
      if (current) await end(current);
      current = null;
    },
    async dispose() {
      await Promise.all([current, standby].map((one) => one && end(one)));
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill("SIGKILL");
  await exit;
}
