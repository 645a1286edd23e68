import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { cache } from "#local/paths.ts";
import { withLock } from "#local/process/lock.ts";
import { findOnPath } from "./find-on-path.ts";

const run = promisify(execFile);

// Waits for another apt that is at work, ours or the machine's own.
const waitForLock = ["-o", "DPkg::Lock::Timeout=120"];
const quiet = { DEBIAN_FRONTEND: "noninteractive", APT_LISTCHANGES_FRONTEND: "none" };
const timeoutMs = 300_000;

export function hasApt(): boolean {
  return findOnPath("apt-get") !== null && findOnPath("dpkg") !== null;
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Installs Debian packages. Needs root; throws with what apt said. */
export async function installPackages(names: readonly string[]): Promise<void> {
  await oneAtATime(async () => {
    const install = ["install", "-y", "-q", "--no-install-recommends", ...waitForLock, ...names];
    if (!hasLists()) await apt(["update", "-q", ...waitForLock]);
    try {
      await apt(install);
    } catch {
      // Lists that are out of date name packages which the mirror has replaced.
      await apt(["update", "-q", ...waitForLock]);
      await apt(install);
    }
  });
}

/** Unpacks Debian packages, and those they need and the machine lacks, below a folder. Needs no root. */
export async function unpackPackages(names: readonly string[], folder: string): Promise<void> {
  await oneAtATime(async () => {
    mkdirSync(folder, { recursive: true });
    const { stdout } = await run("apt-get", ["install", "-s", "--no-install-recommends", ...names], {
      timeout: timeoutMs,
    });
    const missing = [...stdout.matchAll(/^Inst (\S+)/gm)].flatMap((match) => match[1] ?? []);
    await run("apt-get", ["download", "-q", ...new Set([...names, ...missing])], {
      cwd: folder,
      timeout: timeoutMs,
    });
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".deb"))) {
      await run("dpkg", ["-x", join(folder, file), folder], { timeout: timeoutMs });
    }
  });
}

async function apt(args: readonly string[]): Promise<void> {
  await run("apt-get", args, {
    env: { ...process.env, ...quiet },
    timeout: timeoutMs,
    maxBuffer: 64_000_000,
  });
}

function hasLists(): boolean {
  const folder = "/var/lib/apt/lists";
  return existsSync(folder) && readdirSync(folder).some((name) => name.includes("_Packages"));
}

// apt waits for dpkg's lock, but not for that of the package lists.
async function oneAtATime(work: () => Promise<void>): Promise<void> {
  mkdirSync(cache, { recursive: true });
  await withLock(join(cache, "apt.lock"), timeoutMs, work);
}
