import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkout } from "#local/paths.ts";
import { type ProcessIdentity, isRunning } from "#local/process/identity.ts";
import { freePort, isPortFree } from "#local/process/ports.ts";
import { openRecords } from "#local/process/records.ts";
import { logTail, spawnDetached } from "#local/process/spawn.ts";
import { sendSignal, stopProcess } from "#local/process/stop.ts";
import { waitFor, waitUntil } from "#local/process/wait.ts";
import { readSettings, saveSettings } from "./auth/settings.ts";

export interface AuthOptions {
  readonly stateDir: string;
  /** The address of the app. */
  readonly siteUrl: string;
  readonly port?: number;
}

export interface AuthServer {
  readonly url: string;
  readonly publishableKey: string;
  readonly process: () => ProcessIdentity;
  isRunning(): boolean;
  /** After `stop` or `kill`: the same users on the same port. */
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
}

const readyTimeoutMs = 30_000;
const stopSteps = [{ signal: "SIGTERM", graceMs: 2_000 }] as const;

/** Starts the stand-in for Supabase Auth, anew even where an earlier one runs: the address of the app may have changed. */
export async function startAuth(options: AuthOptions): Promise<AuthServer> {
  const { stateDir, siteUrl } = options;
  await mkdir(stateDir, { recursive: true });
  const records = openRecords(stateDir);
  const stop = async (): Promise<void> => {
    const running = records.living("auth");
    if (running !== null) await stopProcess(running, { steps: stopSteps });
    records.forget("auth");
  };
  await stop();
  const settings = saveSettings(stateDir, { siteUrl, port: await choosePort(options) });
  const url = `http://127.0.0.1:${String(settings.port)}`;
  let current = await run(stateDir, url);
  return {
    url,
    publishableKey: settings.publishableKey,
    process: () => current,
    isRunning: () => isRunning(current),
    async start() {
      await stop();
      current = await run(stateDir, url);
    },
    stop,
    async kill(signal) {
      sendSignal(current, signal);
      await waitUntil(() => !isRunning(current), { timeoutMs: 5_000 });
    },
  };
}

async function choosePort({ stateDir, port }: AuthOptions): Promise<number> {
  if (port !== undefined) {
    if (await isPortFree(port)) return port;
    throw new Error(`Port ${String(port)}, which Auth should listen on, is taken by another program.`);
  }
  const remembered = readSettings(stateDir)?.port;
  return remembered !== undefined && (await isPortFree(remembered)) ? remembered : freePort();
}

async function run(stateDir: string, url: string): Promise<ProcessIdentity> {
  const logFile = join(stateDir, "logs", "auth.log");
  const server = await spawnDetached({
    command: process.execPath,
    args: [fileURLToPath(new URL("./auth-process.ts", import.meta.url)), stateDir],
    env: { PATH: process.env["PATH"] ?? "", NODE_ENV: "production", LITE_TELEMETRY: "0" },
    cwd: checkout,
    logFile,
  });
  openRecords(stateDir).write("auth", server.identity);
  const healthy = await waitFor(async () => ((await answers(url)) ? true : null), {
    timeoutMs: readyTimeoutMs,
    giveUp: () => server.ending() !== null,
  });
  if (healthy !== null && server.ending() === null) return server.identity;
  await stopProcess(server.identity, { steps: [] });
  throw new Error(`Auth does not start:\n${await logTail(logFile)}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/auth/v1/health`, { signal: AbortSignal.timeout(2_000) });
    return response.status < 500;
  } catch {
    return false;
  }
}
