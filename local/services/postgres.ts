import { rmSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { unprivilegedAccount } from "#local/process/account.ts";
import { type ProcessIdentity, isRunning } from "#local/process/identity.ts";
import { withLock } from "#local/process/lock.ts";
import { openRecords } from "#local/process/records.ts";
import { sendSignal, stopProcess } from "#local/process/stop.ts";
import { waitUntil } from "#local/process/wait.ts";
import { bootstrap } from "./postgres/bootstrap.ts";
import {
  type PostgresMode,
  chooseFolder,
  createCluster,
  dataFolder,
  hasCluster,
} from "./postgres/cluster.ts";
import { stageBinaries } from "./postgres/binaries.ts";
import { type Postmaster, findPostmaster } from "./postgres/postmaster.ts";
import { runPostmaster } from "./postgres/run.ts";
import {
  type PostgresSettings,
  adminLogin,
  appLogin,
  createSettings,
  databaseName,
  loginUrl,
  readSettings,
  rememberPort,
  settingsPath,
  systemLogin,
} from "./postgres/settings.ts";

export { databaseUrl } from "./postgres/url.ts";
export { createDatabase } from "./postgres/bootstrap.ts";

export interface PostgresOptions {
  readonly stateDir: string;
  /** "throwaway" trades safety for speed: no fsync, in memory where there is room, gone after `dispose`. */
  readonly mode: PostgresMode;
  readonly port?: number;
}

export interface PostgresServer {
  /** The superuser's, on the database postgres. The app never gets it. */
  readonly adminUrl: string;
  readonly systemUrl: string;
  readonly appUrl: string;
  readonly port: number;
  /** True when a server of this state directory ran already. */
  readonly adopted: boolean;
  readonly process: () => ProcessIdentity;
  isRunning(): boolean;
  /** After `stop` or `kill`: the same data on the same port. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Sends a signal to the server and waits until it is gone where the signal ends it. */
  kill(signal: "SIGKILL" | "SIGQUIT" | "SIGTERM" | "SIGINT"): Promise<void>;
  /** Stops it and removes data and settings. */
  dispose(): Promise<void>;
}

const lockTimeoutMs = 90_000;
const stopSteps = [
  { signal: "SIGINT", graceMs: 4_000 },
  { signal: "SIGQUIT", graceMs: 1_000 },
] as const;

/** Starts the Postgres of a state directory, or adopts the one that runs. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const { stateDir } = options;
  await mkdir(stateDir, { recursive: true });
  const records = openRecords(stateDir);
  const first = await bringUp(options);
  let current = first.postmaster.identity;
  const { settings } = first;
  const { port } = first.postmaster;
  const url = (login: string, password: string, database: string): string =>
    loginUrl(login, password, port, database);

  const stop = async (): Promise<void> => {
    await stopProcess(current, { steps: stopSteps });
    records.forget("postgres");
  };
  return {
    adminUrl: url(adminLogin, settings.passwords.admin, "postgres"),
    systemUrl: url(systemLogin, settings.passwords.system, databaseName),
    appUrl: url(appLogin, settings.passwords.app, databaseName),
    port,
    adopted: first.adopted,
    process: () => current,
    isRunning: () => isRunning(current),
    async start() {
      current = (await bringUp({ ...options, port })).postmaster.identity;
    },
    stop,
    async kill(signal) {
      sendSignal(current, signal);
      await waitUntil(() => !isRunning(current), { timeoutMs: 10_000 });
    },
    async dispose() {
      await stop();
      removePostgres(stateDir);
    },
  };
}

/** Removes data and settings of a server that does not run. */
export function removePostgres(stateDir: string): void {
  const settings = readSettings(stateDir);
  if (settings !== null) rmSync(settings.folder, { recursive: true, force: true });
  rmSync(settingsPath(stateDir), { force: true });
}

interface BroughtUp {
  readonly postmaster: Postmaster;
  readonly settings: PostgresSettings;
  readonly adopted: boolean;
}

// Under a lock: of two starts at the same time, the second adopts what the first started.
async function bringUp(options: PostgresOptions): Promise<BroughtUp> {
  const { stateDir, mode } = options;
  return withLock(join(stateDir, "postgres.lock"), lockTimeoutMs, async () => {
    const account = unprivilegedAccount();
    const remembered = readSettings(stateDir);
    let settings = remembered ?? createSettings(stateDir, chooseFolder(stateDir, mode, account));
    const data = dataFolder(settings.folder);
    const running = await findPostmaster(data, settings);
    if (running !== null) {
      openRecords(stateDir).write("postgres", running.identity);
      return { postmaster: running, settings, adopted: true };
    }

    const bin = await stageBinaries(account);
    if (!hasCluster(settings.folder)) {
      // The port is remembered once a cluster has run: without its data, starting anew would look like a loss of everything.
      if (settings.port !== null) {
        throw new Error(
          `The database is gone from ${data}. Restore it, or forget everything with: npm start -- --reset`,
        );
      }
      await createCluster({ ...settings, bin, account, mode, adminPassword: settings.passwords.admin });
    }
    const postmaster = await runPostmaster({ stateDir, settings, bin, account, mode, port: options.port });
    settings = rememberPort(stateDir, settings, postmaster.port);
    await bootstrap(
      loginUrl(adminLogin, settings.passwords.admin, postmaster.port, "postgres"),
      settings.passwords,
    );
    return { postmaster, settings, adopted: false };
  });
}
