import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const checkout = fileURLToPath(new URL("../..", import.meta.url));
const marker = join(checkout, "node_modules", ".omnicrm-lock");

/** Installs what package-lock.json names, unless that is what is installed. */
export async function ensureModules() {
  const wanted = wantedDigest();
  if (read(marker) === wanted) return;
  if (!isInstalled()) {
    console.log("Installing packages; this takes about a minute the first time.");
    await installPackages();
  }
  writeFileSync(marker, wanted);
}

// Modules that another platform installed are of no use, so it counts too.
function wantedDigest() {
  const lock = read(join(checkout, "package-lock.json")) ?? "";
  return createHash("sha256").update(`${process.platform}-${process.arch}\n${lock}`).digest("hex");
}

/** Whether somebody ran `npm ci` already: npm keeps its own list of what it installed. */
function isInstalled() {
  const wanted = packagesOf("package-lock.json");
  const present = packagesOf("node_modules/.package-lock.json");
  // Ours are needed where they fit; those of packages may be for another C library, which only npm can tell.
  const ownOptional = Object.keys(wanted[""]?.optionalDependencies ?? {}).map(
    (name) => `node_modules/${name}`,
  );
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "" || present[path]?.version === entry.version) return true;
    if (entry.optional !== true) return false;
    return present[path] === undefined && !(ownOptional.includes(path) && fitsHere(entry));
  });
}

function fitsHere({ os, cpu }) {
  return (os?.includes(process.platform) ?? true) && (cpu?.includes(process.arch) ?? true);
}

function packagesOf(file) {
  return JSON.parse(read(join(checkout, file)) ?? "{}").packages ?? {};
}

async function installPackages() {
  // npm names its own script to what it runs; its command may be missing from the PATH.
  const ownScript = process.env.npm_execpath;
  const args = ["ci", "--include=dev", "--include=optional"];
  const [command, first] =
    ownScript !== undefined && existsSync(ownScript) ? [process.execPath, [ownScript]] : ["npm", []];
  const child = spawn(command, [...first, ...args], { cwd: checkout, stdio: ["ignore", "pipe", "pipe"] });
  const stop = () => {
    child.kill();
    process.exit(1);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  }
  const ending = await new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(code === 0 ? null : (signal ?? `exit code ${code}`)));
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.off(signal, stop);
  if (ending === null) return;
  // What went wrong stands first; after it npm explains its options.
  const errors = output
    .split("\n")
    .filter((line) => line.startsWith("npm error"))
    .slice(0, 12);
  throw new Error(`Installing the packages failed (npm ci: ${ending}).\n${errors.join("\n")}`);
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
