import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { gunzipSync } from "node:zlib";

import { describe, expect, test } from "vitest";

import { newOwner, through } from "#local/testing/fixtures.ts";
import { uploadMailbox } from "#local/testing/imports.ts";
import { useHouseUnderFire } from "#local/testing/under-fire.ts";
import { until } from "#local/testing/until.ts";
import type { Context } from "#server/core/index.ts";
import { approvePreview, getBatch, getPreview } from "#server/sync/index.ts";

const corpus = new URL("../../shared/corpus/mailing-list-month.mbox.gz", import.meta.url);
if (!existsSync(corpus)) {
  if (process.env["CI"] === "true") throw new Error("../shared/corpus is missing: the kill test needs it");
  process.stderr.write("SKIPPED: the kill test needs ../shared/corpus\n");
}

const kills = 20;
const limitMs = 240_000;

describe.skipIf(!existsSync(corpus))("an import under fire", () => {
  const house = useHouseUnderFire("kill", 12);

  const storedOf = async (batchId: string): Promise<{ stored: number; status: string }> => {
    const [row] = await house.system<
      { stored: number; status: string }[]
    >`select stored, status from crm.sync_batches where id = ${batchId}`;
    if (!row) throw new Error("no batch");
    return row;
  };

  async function importUnderFire(owner: Context): Promise<{ batchId: string; killed: number }> {
    const { previewId } = await uploadMailbox(owner, "month.mbox", gunzipSync(await readFile(corpus)));
    const { workers, services } = house;
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
      if (killed === 5) await house.flushRedis();
      if (killed === 10) {
        await services.redis.kill("SIGKILL");
        await services.redis.start();
      }
      if (killed === 15) await house.restartPostgres();
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
      const [rows] = await house.system`
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
