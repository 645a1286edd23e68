import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Account, reachableFolder } from "#local/process/account.ts";
import { childEnvironment } from "#local/process/child-environment.ts";
import { adminLogin } from "./settings.ts";

export type PostgresMode = "durable" | "throwaway";

// A container's /dev/shm is often 64 MB, too small for a cluster with its log.
const roomInMemoryBytes = 1_000_000_000;

/** A folder for a new cluster: in memory for one that is thrown away, where there is room. */
export function chooseFolder(stateDir: string, mode: PostgresMode, account: Account | null): string {
  if (mode === "durable") return reachableFolder(join(stateDir, "postgres"), account);
  const folder = mkdtempSync(join(hasRoom("/dev/shm") ? "/dev/shm" : tmpdir(), "omnicrm-postgres-"));
  chmodSync(folder, 0o711);
  return folder;
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > roomInMemoryBytes;
  } catch {
    return false;
  }
}

export function dataFolder(folder: string): string {
  return join(folder, "data");
}

export function hasCluster(folder: string): boolean {
  return existsSync(join(dataFolder(folder), "PG_VERSION"));
}

interface ClusterOptions {
  readonly folder: string;
  readonly bin: string;
  readonly account: Account | null;
  readonly mode: PostgresMode;
  readonly adminPassword: string;
}

/** Creates the cluster beside its place and moves it there, so that a broken start leaves nothing half made. */
export async function createCluster({
  folder,
  bin,
  account,
  mode,
  adminPassword,
}: ClusterOptions): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const unfinished = join(folder, `new-${randomBytes(4).toString("hex")}`);
  const passwordFile = `${unfinished}.password`;
  try {
    mkdirSync(unfinished, { mode: 0o700 });
    writeFileSync(passwordFile, adminPassword, { mode: 0o600, flag: "wx" });
    if (account !== null) {
      chownSync(unfinished, account.uid, account.gid);
      chownSync(passwordFile, account.uid, account.gid);
    }
    const flags = ["-D", unfinished, "-U", adminLogin, "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
    flags.push("--encoding=UTF8", "--data-checksums", ...localeFlags());
    if (mode === "throwaway") flags.push("--no-sync");
    await promisify(execFile)(join(bin, "initdb"), flags, {
      ...account,
      cwd: folder,
      env: childEnvironment(postgresEnvironment()),
    });
    await rename(unfinished, dataFolder(folder));
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

// macOS has no C.UTF-8 of its own, but Postgres 17 brings one.
function localeFlags(): string[] {
  return process.platform === "darwin"
    ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    : ["--locale=C.UTF-8"];
}

/** The servers get nothing of our environment, where secrets may be. */
export function postgresEnvironment(): Record<string, string> {
  return {
    PATH: process.env["PATH"] ?? "/usr/bin:/bin",
    LC_ALL: process.platform === "darwin" ? "C" : "C.UTF-8",
    TZ: "UTC",
  };
}
