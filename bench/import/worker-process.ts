import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { Redis } from "ioredis";
import { z } from "zod";

import { checkout } from "#local/paths.ts";

export interface WorkerProcess {
  pid: number;
  stop(): Promise<void>;
  /** As a power cut does. */
  kill(): Promise<void>;
}

const readyTimeoutMs = 30_000;
const Manifest = z.object({ scripts: z.object({ worker: z.string() }) });

/** Starts the worker as `npm run worker` does, and waits until it has said that it is there. */
export async function startWorker(settings: Readonly<Record<string, string>>): Promise<WorkerProcess> {
  const redis = new Redis(settings["REDIS_URL"] ?? "", { maxRetriesPerRequest: 1 });
  const seenKey = `${settings["REDIS_PREFIX"] ?? ""}:worker-seen`;
  try {
    await redis.del(seenKey);
    const child = spawn(process.execPath, workerArguments(), {
      cwd: checkout,
      env: { PATH: process.env["PATH"], TZ: "UTC", NODE_ENV: "production", ...settings },
      stdio: ["ignore", "ignore", "inherit"],
    });
    const end = performance.now() + readyTimeoutMs;
    while ((await redis.get(seenKey)) === null) {
      if (hasEnded(child) || performance.now() > end) throw new Error("the worker does not start");
      await sleep(20);
    }
    return {
      pid: child.pid ?? 0,
      stop: () => endWorker(child, "SIGTERM"),
      kill: () => endWorker(child, "SIGKILL"),
    };
  } finally {
    redis.disconnect();
  }
}

/** What follows `node` in the script "worker": its flags are part of what is measured. */
function workerArguments(): string[] {
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")));
  return manifest.scripts.worker
    .replace(/^exec /, "")
    .split(" ")
    .slice(1);
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function endWorker(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}
