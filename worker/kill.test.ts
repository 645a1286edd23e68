import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { gunzipSync } from "node:zlib";

import { Redis } from "ioredis";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type PrivateServices, startPrivateServices } from "#local/testing/cluster.ts";
import { newOwner, testEnvironment, through } from "#local/testing/fixtures.ts";
import { uploadMailbox } from "#local/testing/imports.ts";
import { until } from "#local/testing/until.ts";
import { useWorkers, type Workers } from "#local/testing/workers.ts";
import type { Context } from "#server/core/index.ts";
import { closePools } from "#server/db/index.ts";
import { parseEnv, setEnv } from "#server/env.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { approvePreview, getBatch, getPreview } from "#server/sync/index.ts";

const corpus = new URL("../../shared/corpus/mailing-list-month.mbox.gz", import.meta.url);
if (!existsSync(corpus)) {
  if (process.env["CI"] === "true") throw new Error("../shared/corpus is missing: the kill test needs it");
  process.stderr.write("SKIPPED: the kill test needs ../shared/corpus\n");
}

const kills = 20;
const limitMs = 240_000;

describe.skipIf(!existsSync(corpus))("an import under fire", () => {
  let services: PrivateServices;
  let storage: string;
  let settings: Record<string, string>;
  let system: postgres.Sql;
  let workers: Workers;

  beforeAll(async () => {
    services = await startPrivateServices();
    storage = await mkdtemp(join(tmpdir(), "omnicrm-kill-"));
    settings = {
      ...testEnvironment({
        appUrl: services.postgres.appUrl,
        systemUrl: services.postgres.systemUrl,
        redisUrl: services.redis.url,
        redisPrefix: "kill",
      }),
      STORAGE_DIR: storage,
      IMPORT_CHUNK_SIZE: "12",
      JOB_LEASE_MS: "1000",
      JOB_STALLED_MS: "500",
      JOB_SWEEP_MS: "250",
      WORKER_PORT: "0",
    };
    setEnv(parseEnv(settings));
    system = postgres(services.postgres.systemUrl, { max: 2, prepare: false, onnotice: () => undefined });
    workers = useWorkers(() => settings);
  });

  afterAll(async () => {
    await workers.dispose();
    await Promise.allSettled([system.end({ timeout: 1 }), closePools(), closeQueues()]);
    await services.dispose();
    await rm(storage, { recursive: true, force: true });
  });

  const storedOf = async (batchId: string): Promise<{ stored: number; status: string }> => {
    const [row] = await system<
      { stored: number; status: string }[]
    >`select stored, status from crm.sync_batches where id = ${batchId}`;
    if (!row) throw new Error("no batch");
    return row;
  };

  async function importUnderFire(owner: Context): Promise<{ batchId: string; killed: number }> {
    const { previewId } = await uploadMailbox(owner, "month.mbox", gunzipSync(await readFile(corpus)));
    workers.start();
    await until(
      "the preview",
      async () => (await getPreview(through(owner, "rest"), { id: previewId })).status === "ready",
      limitMs,
    );
    const { batchId } = await approvePreview(owner, { id: previewId });
    let killed = 0;
    while (killed < kills) {
      let batch = { stored: 0, status: "queued" };
      await until("the batch", async () => Boolean((batch = await storedOf(batchId))), limitMs);
      const target = batch.stored + 1 + Math.floor(Math.random() * 40);
      await until(
        "progress",
        async () => {
          batch = await storedOf(batchId);
          return batch.stored >= target || batch.status === "done";
        },
        limitMs,
      );
      if (batch.status === "done") break;
      await wait(Math.random() * 30);
      await workers.kill();
      killed++;
      if (killed === 5) await flushRedis(services.redis.url);
      if (killed === 10) {
        await services.redis.kill("SIGKILL");
        await services.redis.start();
      }
      if (killed === 15) {
        await services.postgres.kill("SIGKILL");
        await services.postgres.start();
      }
      workers.start();
    }
    await until("the end", async () => (await storedOf(batchId)).status === "done", limitMs);
    return { batchId, killed };
  }

  test(
    "stores each message exactly once, counts right and leaves no job waiting",
    { timeout: limitMs },
    async () => {
      const owner = await newOwner();
      const { batchId, killed } = await importUnderFire(owner);
      expect(killed).toBe(kills);
      const batch = await getBatch(through(owner, "rest"), { id: batchId });
      expect(batch.counts).toMatchObject({ total: 1659, stored: 1657, skipped: 2, failed: 0 });
      const [rows] = await system`
      select (select count(*)::int from crm.raw_events) as raw, (select count(distinct provider_item_id)::int from crm.raw_events) as items,
        (select count(*)::int from crm.interactions) as interactions, (select count(distinct message_key)::int from crm.interactions) as keys,
        (select count(*)::int from crm.interaction_contents) as contents, (select count(*)::int from crm.contacts) as contacts,
        (select sum(inbound_count)::int from crm.contact_stats) as inbound,
        (select count(*)::int from crm.interaction_participants where role = 'from' and contact_id is not null) as written,
        (select sum(message_count)::int from crm.threads) as threaded,
        (select count(*)::int from crm.jobs where status in ('queued', 'running', 'paused')) as waiting,
        (select count(*)::int from crm.change_sets where status = 'open') as open`;
      expect(rows).toMatchObject({
        raw: 1659,
        items: 1659,
        interactions: 1657,
        keys: 1657,
        contents: 1657,
        contacts: batch.counts.contacts,
        threaded: 1657,
        waiting: 0,
        open: 0,
      });
      expect(rows?.["inbound"]).toBe(rows?.["written"]);
    },
  );
});

async function flushRedis(url: string): Promise<void> {
  const redis = new Redis(url);
  await redis.flushall();
  redis.disconnect();
}
