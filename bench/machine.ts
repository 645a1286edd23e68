import { availableParallelism, cpus, totalmem } from "node:os";

import { embeddedPostgresVersion } from "./postgres-version.ts";

export interface Machine {
  cpu: string;
  cores: number;
  memoryGb: number;
  node: string;
  postgres: string;
}

/** Where the figures come from. Cores are those this process may use. */
export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    node: process.version,
    postgres: embeddedPostgresVersion(),
  };
}
