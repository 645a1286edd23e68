import { modelSetUp } from "#server/llm/index.ts";

import {
  type Dependency,
  probeAuth,
  probeGoogle,
  probePostgres,
  probeRedis,
  probeStorage,
  probeWorker,
} from "./probes.ts";

export interface Health {
  live: true;
  /** True while people can sign in and work; without Redis or a worker, jobs wait and no work is lost. */
  ready: boolean;
  status: "ok" | "degraded" | "down";
  dependencies: Record<"postgres" | "redis" | "auth" | "storage" | "worker" | "google" | "model", Dependency>;
}

const rememberMs = 1_000;

let latest: { at: number; health: Promise<Health> } | undefined;

/** Asks every dependency at once, each for at most 500 ms; callers within a second share one answer. Never throws. */
export function readHealth(): Promise<Health> {
  if (!latest || Date.now() - latest.at > rememberMs) latest = { at: Date.now(), health: probeAll() };
  return latest.health;
}

async function probeAll(): Promise<Health> {
  const [postgres, redis, auth, storage, worker, google] = await Promise.all([
    probePostgres(),
    probeRedis(),
    probeAuth(),
    probeStorage(),
    probeWorker(),
    probeGoogle(),
  ]);
  const ready = postgres.status === "ok" && auth.status === "ok";
  const isWhole = ready && [redis, storage, worker].every(({ status }) => status === "ok");
  const notSetUp = { status: "not set up" } as const;
  return {
    live: true,
    ready,
    status: isWhole ? "ok" : ready ? "degraded" : "down",
    dependencies: {
      postgres,
      redis,
      auth,
      storage,
      worker,
      google,
      model: modelSetUp() ? { status: "ok" } : notSetUp,
    },
  };
}
