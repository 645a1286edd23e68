import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, renameSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Account } from "./account.ts";
import { childEnvironment } from "./child-environment.ts";
import { type ProcessIdentity, identify } from "./identity.ts";

export interface DetachedOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly logFile: string;
  readonly account?: Account | null;
}

export interface Detached {
  readonly identity: ProcessIdentity;
  /** Set once it has ended. */
  readonly ending: () => string | null;
}

/** Starts a process in a group of its own: a Ctrl-C in the terminal reaches the launcher alone, which stops in order. */
export async function spawnDetached(options: DetachedOptions): Promise<Detached> {
  const log = openLog(options.logFile);
  let child: ChildProcess;
  try {
    child = spawn(options.command, options.args, {
      ...options.account,
      cwd: options.cwd,
      env: childEnvironment(options.env),
      detached: true,
      stdio: ["ignore", log, log],
    });
  } finally {
    closeSync(log);
  }
  let ended: string | null = null;
  child.once("exit", (code, signal) => {
    ended = signal === null ? `exit code ${String(code)}` : signal;
  });
  await new Promise((resolve, reject) => child.once("spawn", resolve).once("error", reject));
  child.unref();
  const pid = child.pid ?? 0;
  // One that has ended within this millisecond has no start time any more; its ending is known all the same.
  return { identity: identify(pid) ?? { pid, startedAt: "" }, ending: () => ended };
}

const logBytesMax = 10_000_000;

function openLog(path: string): number {
  mkdirSync(join(path, ".."), { recursive: true, mode: 0o700 });
  try {
    if (statSync(path).size > logBytesMax) renameSync(path, `${path}.old`);
  } catch {
    // The first log of this name.
  }
  return openSync(path, "a", 0o600);
}

/** The last lines of a log, to be shown where a start fails. */
export async function logTail(path: string, lineCount = 12): Promise<string> {
  try {
    return (await readFile(path, "utf8")).trimEnd().split("\n").slice(-lineCount).join("\n");
  } catch {
    return "";
  }
}
