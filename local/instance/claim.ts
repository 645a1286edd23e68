import { chmodSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readJson, writePrivateJson } from "#local/process/files.ts";
import { identify, isRunning } from "#local/process/identity.ts";
import { type Lock, tryLock } from "#local/process/lock.ts";
import { sendSignal } from "#local/process/stop.ts";
import { waitFor } from "#local/process/wait.ts";

const Identity = z.object({ pid: z.int(), startedAt: z.string() });
const Launcher = z.object({
  url: z.string(),
  launcher: Identity,
  /** Who started the launcher and waits for it; without it the launcher stops by itself. */
  parent: Identity.nullable(),
  stopping: z.boolean(),
});
type Launcher = z.infer<typeof Launcher>;

export interface Claim {
  /** Lets a next start know that it only has to wait. */
  announceStop(): void;
  release(): void;
}

// One that is stopping is gone within 15 seconds.
const stopTimeoutMs = 20_000;
// One whose npm was killed a moment ago does not know it yet.
const noticeMs = 2_500;

/** Makes this process the only launcher of a state directory, or throws where there is one already. */
export async function claimState(stateDir: string, url: string): Promise<Claim> {
  mkdirSync(stateDir, { recursive: true });
  openToPassersBy(stateDir);
  const path = join(stateDir, "launcher.json");
  const lock = await obtainLock(stateDir);
  const launcher = identify(process.pid);
  const note = { url, launcher, parent: identify(process.ppid), stopping: false };
  writePrivateJson(path, note);
  return {
    announceStop() {
      try {
        writePrivateJson(path, { ...note, stopping: true });
      } catch {
        // Somebody removed the directory: what runs is stopped all the same.
      }
    },
    release() {
      lock.release();
    },
  };
}

/** Asks a running launcher to stop, and waits for it. */
export async function stopRunningLauncher(stateDir: string): Promise<void> {
  const running = readLauncher(stateDir);
  if (running === null || !isRunning(running.launcher)) return;
  sendSignal(running.launcher, "SIGTERM");
  await waitFor(() => (isRunning(running.launcher) ? null : true), { timeoutMs: stopTimeoutMs });
}

/** Runs the work if no launcher is at work in the state directory. */
export async function whenUnclaimed(stateDir: string, work: () => Promise<void>): Promise<void> {
  mkdirSync(stateDir, { recursive: true });
  const lock = tryLock(lockPath(stateDir));
  if (lock === null) return;
  try {
    await work();
  } finally {
    lock.release();
  }
}

function lockPath(stateDir: string): string {
  return join(stateDir, "instance.lock");
}

async function obtainLock(stateDir: string): Promise<Lock> {
  const path = lockPath(stateDir);
  const began = performance.now();
  const lock = await waitFor(() => tryLock(path), {
    timeoutMs: stopTimeoutMs,
    everyMs: 100,
    giveUp: () => performance.now() - began > noticeMs && !isStopping(readLauncher(stateDir)),
  });
  if (lock !== null) return lock;
  const running = readLauncher(stateDir);
  throw new Error(
    `OmniCRM is already running${running === null ? "" : ` at ${running.url}`} (state: ${stateDir}).`,
  );
}

// Where the one that is noted is gone, somebody sweeps up after it.
function isStopping(running: Launcher | null): boolean {
  if (running === null) return false;
  const orphaned = running.parent !== null && !isRunning(running.parent);
  return running.stopping || orphaned || !isRunning(running.launcher);
}

function readLauncher(stateDir: string): Launcher | null {
  return readJson(join(stateDir, "launcher.json"), Launcher);
}

// The account that Postgres runs as has to pass through; the files inside are closed one by one.
function openToPassersBy(stateDir: string): void {
  const { mode } = statSync(stateDir);
  if (process.getuid?.() === 0 && (mode & 0o001) === 0) chmodSync(stateDir, mode | 0o011);
}
