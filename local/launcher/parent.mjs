import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const everyMs = 1_000;

/**
 * Calls back when npm, or the program that asked for it, is gone: a SIGKILL cannot be passed on. npm runs its
 * scripts in a shell, which outlives it, so the shell's parent counts as well.
 */
export function watchParent(onGone) {
  const { npm_lifecycle_event: byNpm, OMNICRM_STOP_WITH_PARENT: asked } = process.env;
  if (byNpm === undefined && asked === undefined) return;
  const shell = isShell(process.ppid) ? process.ppid : null;
  const family = () => `${process.ppid} ${shell === null ? "" : parentOf(shell)}`;
  const before = family();
  const timer = setInterval(() => {
    if (family() === before) return;
    clearInterval(timer);
    onGone();
  }, everyMs);
  timer.unref();
}

function isShell(pid) {
  const command =
    process.platform === "linux" ? readProc(pid, "cmdline").replaceAll("\0", " ") : ps(pid, "command=");
  return /^\S*sh -c /.test(command);
}

function parentOf(pid) {
  if (process.platform !== "linux") return ps(pid, "ppid=");
  const stat = readProc(pid, "stat");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1] ?? "";
}

function readProc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

function ps(pid, field) {
  try {
    return execFileSync("ps", ["-o", field, "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}
