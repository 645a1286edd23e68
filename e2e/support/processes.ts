import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

import { identify, type ProcessIdentity } from "#local/process/identity.ts";
import { openRecords } from "#local/process/records.ts";

/** What an instance notes as started by it, by name: web, worker and the stand-ins. */
export function recordedProcesses(stateDir: string): Record<string, ProcessIdentity> {
  const records = openRecords(stateDir);
  const living = records.names().map((name) => [name, records.living(name)] as const);
  return Object.fromEntries(living.flatMap(([name, process]) => (process ? [[name, process]] : [])));
}

/** What runs for an instance, noted or not: each process with the state directory in its hands or around it. */
export function processesOf(stateDir: string): ProcessIdentity[] {
  const all = process.platform === "linux" ? fromProc() : fromPs();
  return all.filter(({ words }) => words.includes(stateDir)).flatMap(({ pid }) => identify(pid) ?? []);
}

interface Found {
  pid: number;
  /** Command line, environment and working directory, as far as they can be seen. */
  words: string;
}

function fromProc(): Found[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => {
    const file = (name: string) => `/proc/${pid}/${name}`;
    const parts = [
      seen(() => readFileSync(file("cmdline"), "utf8")),
      seen(() => readFileSync(file("environ"), "utf8")),
      seen(() => readlinkSync(file("cwd"))),
    ];
    return { pid: Number(pid), words: parts.join(" ") };
  });
}

// Gone meanwhile, or another account's.
function seen(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}

function fromPs(): Found[] {
  const lines = execFileSync("ps", ["-axEww", "-o", "pid=,command="], { encoding: "utf8" }).split("\n");
  return lines.map((words) => ({ pid: Number.parseInt(words, 10), words }));
}
