import { Queue } from "bullmq";

import { perProcess } from "#lib/per-process.ts";
import { env } from "#server/env.ts";
import { logger } from "#server/observability/index.ts";
import { redisOptions, within } from "#server/realtime/index.ts";

import { type JobKind, jobDefinitions, type QueueName } from "./definitions.ts";

const queues = perProcess("jobs.queues", () => new Map<QueueName, Queue>());
/** Adding hangs for good while Redis is away. */
const deliverTimeoutMs = 250;

function queue(name: QueueName): Queue {
  const existing = queues.get(name);
  if (existing) return existing;
  const created = new Queue(name, {
    prefix: env().REDIS_PREFIX,
    connection: redisOptions({ maxRetriesPerRequest: 1 }),
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true, attempts: 1 },
  });
  created.on("error", (error) => logger().debug({ err: error }, "queue"));
  queues.set(name, created);
  return created;
}

/** Puts the row's id into its queue. The queue drops a second one; a failure is made up for by the sweep. */
export async function deliver(job: { id: string; kind: JobKind; runAt?: Date }): Promise<void> {
  const delay = job.runAt ? Math.max(0, job.runAt.getTime() - Date.now()) : 0;
  await within(
    deliverTimeoutMs,
    queue(jobDefinitions[job.kind].queue).add(job.kind, { id: job.id }, { jobId: job.id, delay }),
  );
}

/** The same for one that is due by the database's clock: where a worker with another clock has put it off, it comes now. */
export async function deliverDue(job: { id: string; kind: JobKind }): Promise<void> {
  await deliver(job);
  const known = await within(deliverTimeoutMs, queue(jobDefinitions[job.kind].queue).getJob(job.id));
  // A worker may have taken it meanwhile.
  if (await known?.isDelayed()) await known?.promote().catch(() => undefined);
}

export async function closeQueues(): Promise<void> {
  const open = [...queues.values()];
  queues.clear();
  await Promise.allSettled(open.map((each) => within(1_000, each.close())));
}
