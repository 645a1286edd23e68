import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { hasApt, installPackages, isRoot, unpackPackages } from "#local/packages/apt.ts";
import { findOnPath } from "#local/packages/find-on-path.ts";
import { cache } from "#local/paths.ts";
import { childEnvironment } from "#local/process/child-environment.ts";

export type RedisKind = "redis-server" | "valkey-server" | "js-redis-server";

export interface RedisProgram {
  readonly kind: RedisKind;
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
}

const homebrewFolders = ["/opt/homebrew/bin", "/usr/local/bin", "/home/linuxbrew/.linuxbrew/bin"];
// Debian's server package adds no program, only a service that would start at once: the tools hold the server too.
const debianPackage = "redis-tools";
const debianServer = "usr/bin/redis-check-rdb";

/** A real server where one can be had, otherwise the slow one in JavaScript. */
export async function findRedis(): Promise<RedisProgram> {
  return installedRedis() ?? unpackedRedis() ?? (await fetchRedis()) ?? javascriptRedis();
}

export function javascriptRedis(): RedisProgram {
  return { kind: "js-redis-server", command: process.execPath, env: {} };
}

function installedRedis(): RedisProgram | null {
  for (const kind of ["redis-server", "valkey-server"] as const) {
    const command = findOnPath(kind, homebrewFolders);
    if (command !== null) return { kind, command, env: {} };
  }
  return isFile(`/${debianServer}`) ? asServer("/", {}) : null;
}

async function fetchRedis(): Promise<RedisProgram | null> {
  if (!hasApt()) return null;
  try {
    if (isRoot()) await installPackages([debianPackage]);
    else await unpackPackages([debianPackage], unpackedFolder());
  } catch {
    // No network, or a distribution without the package: there is one more way.
    return null;
  }
  return installedRedis() ?? unpackedRedis();
}

function unpackedFolder(): string {
  return join(cache, "redis");
}

function unpackedRedis(): RedisProgram | null {
  const root = unpackedFolder();
  if (!isFile(join(root, debianServer))) return null;
  const libraries = join(root, "usr/lib");
  const folders = existsSync(libraries) ? readdirSync(libraries).map((name) => join(libraries, name)) : [];
  const program = asServer(root, { LD_LIBRARY_PATH: folders.join(":") });
  return runs(program) ? program : null;
}

// The program is a server or a checking tool, by the name it is called under.
function asServer(root: string, env: Record<string, string>): RedisProgram {
  const folder = join(cache, root === "/" ? "redis-system" : "redis-unpacked");
  const command = join(folder, "redis-server");
  if (!existsSync(command)) {
    mkdirSync(folder, { recursive: true });
    symlinkSync(join(root, debianServer), command);
  }
  return { kind: "redis-server", command, env };
}

function runs({ command, env }: RedisProgram): boolean {
  try {
    execFileSync(command, ["--version"], { env: childEnvironment(env), stdio: "ignore", timeout: 5_000 });
    return true;
  } catch {
    return false;
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
