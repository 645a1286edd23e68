import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Account } from "#local/process/account.ts";
import { isRunning } from "#local/process/identity.ts";
import { freePort, isPortFree } from "#local/process/ports.ts";
import { openRecords } from "#local/process/records.ts";
import { spawnDetached } from "#local/process/spawn.ts";
import { stopProcess } from "#local/process/stop.ts";
import { waitFor } from "#local/process/wait.ts";
import { type PostgresMode, dataFolder, postgresEnvironment } from "./cluster.ts";
import { type Postmaster, defusePidFile, findPostmaster, notedPostmaster } from "./postmaster.ts";
import type { PostgresSettings } from "./settings.ts";

interface RunOptions {
  readonly stateDir: string;
  readonly settings: PostgresSettings;
  readonly bin: string;
  readonly account: Account | null;
  readonly mode: PostgresMode;
  readonly port: number | undefined;
}

// Replaying the log of a killed server takes its time; old backends of it end within a second or two.
const readyTimeoutMs = 60_000;
const attemptsMax = 40;
const pauseMs = 250;

/** Starts the server on its cluster and waits until it answers. */
export async function runPostmaster(options: RunOptions): Promise<Postmaster> {
  const data = dataFolder(options.settings.folder);
  const starting = await waitForStarting(options, data);
  if (starting !== null) return starting;
  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort(options);
    defusePidFile(data);
    const outcome = await runOnce(options, data, port);
    if (typeof outcome !== "string") return outcome;
    const passing = /pre-existing shared memory block|lock file .* already exists/.test(outcome);
    const portLost = /Address already in use/.test(outcome) && options.port === undefined;
    if (attempt === attemptsMax || !(passing || portLost))
      throw new Error(`Postgres does not start:\n${outcome}`);
    await sleep(pauseMs);
  }
}

// One that an earlier launcher of ours started, and which does not answer yet or no more.
async function waitForStarting({ stateDir, settings }: RunOptions, data: string): Promise<Postmaster | null> {
  const recorded = openRecords(stateDir).living("postgres");
  if (recorded === null || notedPostmaster(data)?.pid !== recorded.pid) return null;
  const found = await waitFor(() => findPostmaster(data, settings), {
    timeoutMs: readyTimeoutMs,
    giveUp: () => !isRunning(recorded),
  });
  if (found === null) await stopProcess(recorded, { steps: [{ signal: "SIGQUIT", graceMs: 5_000 }] });
  return found;
}

async function choosePort({ port, settings }: RunOptions): Promise<number> {
  if (port !== undefined) {
    if (await isPortFree(port)) return port;
    throw new Error(`Port ${String(port)}, which Postgres should listen on, is taken by another program.`);
  }
  return settings.port !== null && (await isPortFree(settings.port)) ? settings.port : freePort();
}

/** The running server, or what it said before it ended. */
async function runOnce(options: RunOptions, data: string, port: number): Promise<Postmaster | string> {
  const { stateDir, settings, bin, account, mode } = options;
  const logFile = join(stateDir, "logs", "postgres.log");
  const logStart = await sizeOf(logFile);
  const server = await spawnDetached({
    command: join(bin, "postgres"),
    args: flags(data, port, mode),
    env: postgresEnvironment(),
    cwd: data,
    logFile,
    account,
  });
  openRecords(stateDir).write("postgres", server.identity);
  const found = await waitFor(() => findPostmaster(data, settings), {
    timeoutMs: readyTimeoutMs,
    giveUp: () => server.ending() !== null,
  });
  if (found !== null) return found;
  await stopProcess(server.identity, { steps: [{ signal: "SIGQUIT", graceMs: 5_000 }] });
  const said = (await readFile(logFile, "utf8")).slice(logStart).trim();
  return said === "" ? `no answer after ${String(readyTimeoutMs / 1_000)} s` : said;
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}

function flags(data: string, port: number, mode: PostgresMode): string[] {
  const settings = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    timezone: "UTC",
    log_timezone: "UTC",
    // Supabase's: extensions are found without naming their schema.
    search_path: '"$user", public, extensions',
    max_connections: mode === "throwaway" ? "200" : "60",
    // A commit is still written before it is acknowledged: tests that kill the server may trust it.
    ...(mode === "throwaway" && { fsync: "off", full_page_writes: "off" }),
  };
  return ["-D", data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}
