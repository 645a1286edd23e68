import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readJson, writePrivateJson } from "./files.ts";
import { type ProcessIdentity, isRunning } from "./identity.ts";

const Identity = z.object({ pid: z.int(), startedAt: z.string() });

// Where somebody removes the state directory of what runs, this process still knows what it is to stop.
const remembered = new Map<string, ProcessIdentity>();

/** Who was started, kept in <state>/pids so that the next launcher finds what a killed one left behind. */
export interface Records {
  write(name: string, process: ProcessIdentity): void;
  /** The recorded process if it still runs; a later one with its number does not count. */
  living(name: string): ProcessIdentity | null;
  names(): string[];
  forget(name: string): void;
}

export function openRecords(stateDir: string): Records {
  const folder = join(stateDir, "pids");
  const pathOf = (name: string): string => join(folder, `${name}.json`);
  return {
    write(name, process) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writePrivateJson(pathOf(name), process);
      remembered.set(pathOf(name), process);
    },
    living(name) {
      const recorded = readJson(pathOf(name), Identity) ?? remembered.get(pathOf(name));
      if (recorded === undefined || !isRunning(recorded)) return null;
      remembered.set(pathOf(name), recorded);
      return recorded;
    },
    names() {
      try {
        return readdirSync(folder)
          .filter((file) => file.endsWith(".json"))
          .map((file) => file.slice(0, -".json".length));
      } catch {
        return [];
      }
    },
    forget(name) {
      rmSync(pathOf(name), { force: true });
      remembered.delete(pathOf(name));
    },
  };
}
