import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkout } from "#local/paths.ts";
import { type ProcessIdentity, isRunning } from "#local/process/identity.ts";
import { openRecords } from "#local/process/records.ts";
import { logTail, spawnDetached } from "#local/process/spawn.ts";
import { sendSignal, stopProcess } from "#local/process/stop.ts";
import { waitFor, waitUntil } from "#local/process/wait.ts";

interface StandInOptions {
  readonly stateDir: string;
  /** Under which its process is recorded, and its log is kept. */
  readonly name: string;
  /** For people, as in "Auth does not start". */
  readonly title: string;
  readonly script: URL;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Answers below 500 once it is ready. */
  readonly readyUrl: string;
}

export interface StandInProcess {
  readonly process: () => ProcessIdentity;
  isRunning(): boolean;
  /** After `stop` or `kill`: the same again. */
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
}

const readyTimeoutMs = 30_000;
const stopSteps = [{ signal: "SIGTERM", graceMs: 2_000 }] as const;

/** Ends the one of this name that is recorded, if it still runs. */
export async function stopStandIn(stateDir: string, name: string): Promise<void> {
  const records = openRecords(stateDir);
  const running = records.living(name);
  if (running !== null) await stopProcess(running, { steps: stopSteps });
  records.forget(name);
}

/** Runs a stand-in of ours as a process of its own, that outlives a launcher which is killed and is found again by it. */
export async function startStandIn(options: StandInOptions): Promise<StandInProcess> {
  const { stateDir, name } = options;
  const stop = (): Promise<void> => stopStandIn(stateDir, name);
  await stop();
  let current = await run(options);
  return {
    process: () => current,
    isRunning: () => isRunning(current),
    async start() {
      await stop();
      current = await run(options);
    },
    stop,
    async kill(signal) {
      sendSignal(current, signal);
      await waitUntil(() => !isRunning(current), { timeoutMs: 5_000 });
    },
  };
}

async function run({
  stateDir,
  name,
  title,
  script,
  args,
  env,
  readyUrl,
}: StandInOptions): Promise<ProcessIdentity> {
  const logFile = join(stateDir, "logs", `${name}.log`);
  const server = await spawnDetached({
    command: process.execPath,
    args: [fileURLToPath(script), ...args],
    env: { PATH: process.env["PATH"] ?? "", NODE_ENV: "production", ...env },
    cwd: checkout,
    logFile,
  });
  openRecords(stateDir).write(name, server.identity);
  const healthy = await waitFor(async () => ((await answers(readyUrl)) ? true : null), {
    timeoutMs: readyTimeoutMs,
    giveUp: () => server.ending() !== null,
  });
  if (healthy !== null && server.ending() === null) return server.identity;
  await stopProcess(server.identity, { steps: [] });
  throw new Error(`${title} does not start:\n${await logTail(logFile)}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    return response.status < 500;
  } catch {
    return false;
  }
}
