import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { readJson, writePrivateJson } from "#local/process/files.ts";
import { identify, isRunning } from "#local/process/identity.ts";
import { openRecords } from "#local/process/records.ts";
import { stopProcess } from "#local/process/stop.ts";
import { type PostgresServer, removePostgres, startPostgres } from "#local/services/postgres.ts";
import { type RedisServer, startRedis } from "#local/services/redis.ts";

const prefix = "omnicrm-test-";
const Owner = z.object({ pid: z.int(), startedAt: z.string() });

export interface ThrowawayServices {
  readonly stateDir: string;
  readonly postgres: PostgresServer;
  readonly redis: RedisServer;
  /** Stops both and removes every trace of them. */
  dispose(): Promise<void>;
}

/** A Postgres and a Redis that live in memory and belong to this process. */
export async function startThrowawayServices(): Promise<ThrowawayServices> {
  await sweepAbandoned();
  const stateDir = createThrowawayFolder();
  const [postgres, redis] = await Promise.all([
    startPostgres({ stateDir, mode: "throwaway" }),
    startRedis({ stateDir, mode: "throwaway" }),
  ]);
  return {
    stateDir,
    postgres,
    redis,
    async dispose() {
      await Promise.all([postgres.dispose(), redis.dispose()]);
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}

/** A folder that is swept once this process is gone. */
export function createThrowawayFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  // The account that Postgres runs as passes through here.
  chmodSync(folder, 0o711);
  mkdirSync(join(folder, "pids"), { mode: 0o700 });
  writePrivateJson(join(folder, "owner.json"), identify(process.pid));
  return folder;
}

// A test run that was killed could not stop its servers.
async function sweepAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const stateDir = join(tmpdir(), name);
    const owner = readJson(join(stateDir, "owner.json"), Owner);
    if (owner === null || isRunning(owner)) continue;
    const records = openRecords(stateDir);
    for (const server of records.names().flatMap((record) => records.living(record) ?? [])) {
      await stopProcess(server, { steps: [{ signal: "SIGQUIT", graceMs: 2_000 }] });
    }
    removePostgres(stateDir);
    rmSync(stateDir, { recursive: true, force: true });
  }
}
