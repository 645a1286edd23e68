import { Worker } from "bullmq";

import { closePools } from "#server/db/index.ts";
import { env, EnvError } from "#server/env.ts";
import { closeQueues, queueNames } from "#server/jobs/index.ts";
import { logger } from "#server/observability/index.ts";
import { bindRealtime, closeRedis, closeSubscriber, redisOptions } from "#server/realtime/index.ts";

import { startHealth } from "./health.ts";
import { announce } from "./presence.ts";
import { run } from "./run.ts";
import { startSchedules } from "./schedules.ts";

/** What a running job may take to reach its next step before the process ends. */
const drainMs = 8_000;

function boot(): void {
  const settings = env();
  bindRealtime();
  const stopping = new AbortController();
  const workers = queueNames.map(
    (name) =>
      new Worker(name, (job, token) => run(job, token, stopping.signal), {
        prefix: settings.REDIS_PREFIX,
        connection: redisOptions({ maxRetriesPerRequest: null }),
        concurrency: settings.JOB_CONCURRENCY,
        lockDuration: settings.JOB_LEASE_MS,
        stalledInterval: settings.JOB_STALLED_MS,
        // The row counts attempts: a worker that was killed never fails a job.
        maxStalledCount: 1_000_000,
      }),
  );
  for (const worker of workers) worker.on("error", (error) => logger().debug({ err: error }, "queue worker"));
  const schedules = startSchedules();
  const presence = announce();
  const health = startHealth(settings.WORKER_PORT, () => !stopping.signal.aborted);
  logger().info({ queues: queueNames }, "worker is ready");

  const stop = async () => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    presence.stop();
    health.close();
    await Promise.race([
      Promise.all([...workers.map((worker) => worker.close()), schedules.stop()]),
      after(drainMs),
    ]);
    await Promise.race([Promise.allSettled([closeQueues(), closePools()]), after(1_000)]);
    closeSubscriber();
    await closeRedis();
    logger().info("worker has stopped");
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop());
  process.on("SIGINT", () => void stop());
}

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());

try {
  boot();
} catch (error) {
  if (!(error instanceof EnvError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
