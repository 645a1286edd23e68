import { rmSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ProcessIdentity, isRunning } from "#local/process/identity.ts";
import { withLock } from "#local/process/lock.ts";
import { freePort, isPortFree } from "#local/process/ports.ts";
import { openRecords } from "#local/process/records.ts";
import { logTail, spawnDetached } from "#local/process/spawn.ts";
import { sendSignal, stopProcess } from "#local/process/stop.ts";
import { waitFor, waitUntil } from "#local/process/wait.ts";
import { type RedisKind, type RedisProgram, findRedis } from "./redis/find.ts";
import { type RunningRedis, findRunningRedis } from "./redis/running.ts";
import {
  type RedisMode,
  type RedisSettings,
  dataFolder,
  readSettings,
  saveSettings,
  settingsPath,
  writeConfiguration,
} from "./redis/settings.ts";

export interface RedisOptions {
  readonly stateDir: string;
  /** "throwaway" keeps nothing on disk. */
  readonly mode: RedisMode;
  readonly port?: number;
  /** The program to run; found or fetched when left out. */
  readonly program?: RedisProgram;
}

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  readonly kind: RedisKind;
  readonly adopted: boolean;
  readonly process: () => ProcessIdentity;
  isRunning(): boolean;
  /** After `stop` or `kill`: the same data on the same port. */
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
  dispose(): Promise<void>;
}

// Fetching the package counts: two starts at the same time wait for one of them to do it.
const lockTimeoutMs = 400_000;
const readyTimeoutMs = 30_000;
const attemptsMax = 5;

/** Starts the Redis of a state directory, or adopts the one that runs. */
export async function startRedis(options: RedisOptions): Promise<RedisServer> {
  const { stateDir } = options;
  await mkdir(stateDir, { recursive: true });
  const { running, settings, adopted } = await bringUp(options);
  let current = running.identity;

  const stop = async (): Promise<void> => {
    await stopProcess(current, { steps: [{ signal: "SIGTERM", graceMs: 3_000 }] });
    openRecords(stateDir).forget("redis");
  };
  return {
    url: `redis://:${settings.password}@127.0.0.1:${String(settings.port)}`,
    port: settings.port,
    kind: running.kind,
    adopted,
    process: () => current,
    isRunning: () => isRunning(current),
    async start() {
      current = (await bringUp({ ...options, port: settings.port })).running.identity;
    },
    stop,
    async kill(signal) {
      sendSignal(current, signal);
      await waitUntil(() => !isRunning(current), { timeoutMs: 10_000 });
    },
    async dispose() {
      await stop();
      rmSync(dataFolder(stateDir), { recursive: true, force: true });
      rmSync(settingsPath(stateDir), { force: true });
    },
  };
}

interface BroughtUp {
  readonly running: RunningRedis;
  readonly settings: RedisSettings;
  readonly adopted: boolean;
}

async function bringUp(options: RedisOptions): Promise<BroughtUp> {
  const { stateDir } = options;
  return withLock(join(stateDir, "redis.lock"), lockTimeoutMs, async () => {
    const remembered = readSettings(stateDir);
    if (remembered !== null) {
      const running = await findRunningRedis(stateDir, remembered);
      if (running !== null) {
        openRecords(stateDir).write("redis", running.identity);
        return { running, settings: remembered, adopted: true };
      }
    }
    // One of ours that does not answer would go on writing into the same files.
    const silent = openRecords(stateDir).living("redis");
    if (silent !== null) await stopProcess(silent, { steps: [{ signal: "SIGTERM", graceMs: 2_000 }] });

    const program = options.program ?? (await findRedis());
    for (let attempt = 1; ; attempt += 1) {
      const settings = saveSettings(stateDir, await choosePort(options, remembered));
      const running = await runOnce(options, program, settings);
      if (running !== null) return { running, settings, adopted: false };
      if (attempt === attemptsMax || options.port !== undefined) {
        throw new Error(`Redis does not start:\n${await logTail(logFile(stateDir))}`);
      }
    }
  });
}

async function choosePort({ port }: RedisOptions, remembered: RedisSettings | null): Promise<number> {
  if (port !== undefined) {
    if (await isPortFree(port)) return port;
    throw new Error(`Port ${String(port)}, which Redis should listen on, is taken by another program.`);
  }
  return remembered !== null && (await isPortFree(remembered.port)) ? remembered.port : freePort();
}

async function runOnce(
  { stateDir, mode }: RedisOptions,
  program: RedisProgram,
  settings: RedisSettings,
): Promise<RunningRedis | null> {
  const configuration = writeConfiguration(stateDir, settings, mode);
  const script = fileURLToPath(new URL("./redis/javascript-process.ts", import.meta.url));
  const server = await spawnDetached({
    command: program.command,
    args: program.kind === "js-redis-server" ? [script, configuration] : [configuration],
    env: { PATH: process.env["PATH"] ?? "/usr/bin:/bin", ...program.env },
    cwd: dataFolder(stateDir),
    logFile: logFile(stateDir),
  });
  openRecords(stateDir).write("redis", server.identity);
  const running = await waitFor(() => findRunningRedis(stateDir, settings), {
    timeoutMs: readyTimeoutMs,
    giveUp: () => server.ending() !== null,
  });
  if (running === null) await stopProcess(server.identity, { steps: [] });
  return running;
}

function logFile(stateDir: string): string {
  return join(stateDir, "logs", "redis.log");
}
