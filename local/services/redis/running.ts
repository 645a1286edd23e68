import { Redis } from "ioredis";
import { type ProcessIdentity, identify } from "#local/process/identity.ts";
import { isListening } from "#local/process/ports.ts";
import { openRecords } from "#local/process/records.ts";
import type { RedisKind } from "./find.ts";
import { type RedisSettings, dataFolder } from "./settings.ts";

export interface RunningRedis {
  readonly identity: ProcessIdentity;
  readonly kind: RedisKind;
}

/** The server of this state directory that answers; null when none does, or it is not ours. */
export async function findRunningRedis(
  stateDir: string,
  settings: RedisSettings,
): Promise<RunningRedis | null> {
  if (!(await isListening(settings.port))) return null;
  const client = new Redis({
    host: "127.0.0.1",
    port: settings.port,
    password: settings.password,
    lazyConnect: true,
    connectTimeout: 2_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // Failures arrive by the calls below as well.
  client.on("error", () => undefined);
  try {
    await client.connect();
    // Refused with LOADING until what was stored is read.
    await client.get("omnicrm:ready");
    return identifyServer(stateDir, await client.info("server"), await client.config("GET", "dir"));
  } catch {
    return null;
  } finally {
    client.disconnect();
  }
}

function identifyServer(stateDir: string, info: string, directory: unknown): RunningRedis | null {
  if (info.includes("os:mocked redis")) {
    // It does not know its own number.
    const recorded = openRecords(stateDir).living("redis");
    return recorded === null ? null : { identity: recorded, kind: "js-redis-server" };
  }
  const pid = Number(/^process_id:(\d+)/m.exec(info)?.[1]);
  const identity = identify(pid);
  if (identity === null || !JSON.stringify(directory).includes(JSON.stringify(dataFolder(stateDir))))
    return null;
  return { identity, kind: info.includes("valkey_version") ? "valkey-server" : "redis-server" };
}
