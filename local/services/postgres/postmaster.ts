import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ProcessIdentity, identify } from "#local/process/identity.ts";
import { isListening } from "#local/process/ports.ts";
import { connect } from "./bootstrap.ts";
import { type PostgresSettings, adminLogin, loginUrl } from "./settings.ts";

export interface Postmaster {
  readonly identity: ProcessIdentity;
  readonly port: number;
}

/** The running server of this data folder. Its pid file alone is no proof: it must accept our password and name the folder. */
export async function findPostmaster(data: string, settings: PostgresSettings): Promise<Postmaster | null> {
  const noted = readPidFile(data);
  if (noted === null) return null;
  const identity = identify(noted.pid);
  if (identity === null || !(await isListening(noted.port))) return null;
  const client = connect(loginUrl(adminLogin, settings.passwords.admin, noted.port, "postgres"));
  try {
    const [row] = await client<{ folder: string }[]>`select current_setting('data_directory') as folder`;
    return row?.folder === data ? { identity, port: noted.port } : null;
  } catch {
    return null;
  } finally {
    await client.end({ timeout: 1 });
  }
}

/** The process that the pid file names, whether it answers or not. */
export function notedPostmaster(data: string): ProcessIdentity | null {
  const noted = readPidFile(data);
  return noted === null ? null : identify(noted.pid);
}

/**
 * Makes a left-over pid file harmless whose number a zombie or a stranger has now. Postgres passes over its
 * starter's own number, and still sees by the file's other lines whether old backends use the memory.
 */
export function defusePidFile(data: string): void {
  const path = join(data, "postmaster.pid");
  try {
    const [, ...rest] = readFileSync(path, "utf8").split("\n");
    writeFileSync(path, [String(process.pid), ...rest].join("\n"));
  } catch {
    // No file, nothing in the way.
  }
}

function readPidFile(data: string): { pid: number; port: number } | null {
  try {
    const lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return Number.isInteger(pid) && pid > 0 && port > 0 ? { pid, port } : null;
  } catch {
    return null;
  }
}
