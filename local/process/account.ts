import { createHash } from "node:crypto";
import { chmodSync, lstatSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Whom a server runs as that refuses to run as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Null when this process is not root and needs no other account. */
export function unprivilegedAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const name of ["postgres", "nobody"]) {
    const [, , uid, gid] = accounts.find((fields) => fields[0] === name) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error("Postgres does not run as root, and /etc/passwd knows neither postgres nor nobody.");
}

/**
 * The folder itself where the account can reach it. Otherwise one of its own outside the checkout, which
 * happens when root keeps the checkout in a home that is closed to others.
 */
export function reachableFolder(wanted: string, account: Account | null): string {
  if (account === null || canReach(wanted, account)) {
    mkdirSync(wanted, { recursive: true });
    return wanted;
  }
  const digest = createHash("sha256").update(wanted).digest("hex").slice(0, 16);
  for (const parent of ["/var/lib", "/var/tmp"]) {
    const folder = join(parent, `omnicrm-${basename(wanted)}-${digest}`);
    if (canReach(parent, account) && ensureOwnFolder(folder)) return folder;
  }
  throw new Error(
    `The account that Postgres runs as cannot reach ${wanted}, nor a folder in /var/lib or /var/tmp.`,
  );
}

function canReach(folder: string, account: Account): boolean {
  const parent = dirname(folder);
  if (parent !== folder && !canReach(parent, account)) return false;
  try {
    const { mode, uid, gid } = statSync(folder);
    if (uid === account.uid) return (mode & 0o100) !== 0;
    return gid === account.gid ? (mode & 0o010) !== 0 : (mode & 0o001) !== 0;
  } catch {
    // What does not exist yet is made by us, open to passers-by.
    return true;
  }
}

// /var/tmp is anyone's: a folder of that name which another account made is not to be trusted.
function ensureOwnFolder(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    const status = lstatSync(folder);
    if (!status.isDirectory() || status.uid !== process.getuid?.() || (status.mode & 0o022) !== 0)
      return false;
    chmodSync(folder, 0o711);
    return true;
  } catch {
    return false;
  }
}
