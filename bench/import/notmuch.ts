import { execFile } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

import { hasApt, installPackages, isRoot } from "#local/packages/apt.ts";
import { findOnPath } from "#local/packages/find-on-path.ts";

const run = promisify(execFile);

/** The path of notmuch; null where there is none, which is said. Installed only when asked for. */
export async function findNotmuch(install: boolean, say: (sentence: string) => void): Promise<string | null> {
  const present = findOnPath("notmuch", ["/opt/homebrew/bin"]);
  if (present !== null) return present;
  if (install && hasApt() && isRoot()) {
    await installPackages(["notmuch"]);
    return findOnPath("notmuch");
  }
  say("notmuch is not installed: the comparison with it is left out. (As root on Debian: --install-peers)");
  return null;
}

/** Indexes a maildir from nothing, with notmuch's own defaults. Answers messages per second. */
export async function indexByNotmuch(notmuch: string, maildir: string): Promise<number> {
  const config = join(maildir, "..", "notmuch-config");
  writeFileSync(
    config,
    `[database]\npath=${maildir}\n[user]\nname=Bench\nprimary_email=bench@people.example\n`,
  );
  rmSync(join(maildir, ".notmuch"), { recursive: true, force: true });
  const env = { ...process.env, HOME: maildir, NOTMUCH_CONFIG: config };
  const startedAt = performance.now();
  await run(notmuch, ["new", "--quiet"], { env, maxBuffer: 64_000_000 });
  const seconds = (performance.now() - startedAt) / 1000;
  const { stdout } = await run(notmuch, ["count", "--exclude=false", "--output=files", "*"], { env });
  return Number(stdout.trim()) / seconds;
}
