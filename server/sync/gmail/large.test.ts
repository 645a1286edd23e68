import { afterAll, describe, expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { type TestAccount, useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { previewOf } from "#local/testing/google-sync.ts";
import { runJobsOf } from "#local/testing/imports.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import { approvePreview, getBatch, resumeBatch } from "../index.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "20" });
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

describe("a large mailbox", () => {
  test("is estimated from a sample, and its import asks where more people come than it said", async () => {
    const owner = await newOwner();
    const account = await google.connect(owner);
    const strangers = Array.from({ length: 700 }, (_, index) => ({
      from: `S${String(index)} <s${String(index)}@stranger.example>`,
      to: account.email,
      id: `s${String(index)}@mail.example`,
      date: new Date(Date.UTC(2025, 0, 1, index)).toUTCString(),
    }));
    await account.deliver(strangers);
    const preview = await previewOf(owner, account);
    expect(preview.counts).toMatchObject({ total: 700, store: 700 });
    const estimate = preview.result?.estimate;
    expect(estimate).toMatchObject({ sampled: 600, of: 700, quotaUnits: 14_000 });
    expect(estimate?.peopleRange.from).toBeLessThanOrEqual(700);
    expect(estimate?.peopleRange.to).toBeGreaterThanOrEqual(700);
    expect(preview.result?.byMonth.reduce((sum, month) => sum + month.count, 0)).toBe(700);

    await systemPool().client`
      update crm.previews set result = jsonb_set(result, '{estimate,peopleRange,to}', '50') where id = ${preview.id}`;
    const { batchId, jobId } = await approvePreview(owner, { id: preview.id });
    await runJobsOf(owner);
    const paused = await getBatch(through(owner, "rest"), { id: batchId });
    expect(paused).toMatchObject({ status: "paused", counts: { contacts: 60 } });
    expect(paused.error?.message).toMatch(/60 contacts, more than the 50/);
    await expect(createPreviewAndApprove(owner, account)).rejects.toMatchObject({ code: "conflict" });
    expect(await resumeBatch(owner, { id: batchId })).toEqual({ jobId });
    await expect(resumeBatch(owner, { id: batchId })).rejects.toMatchObject({ code: "conflict" });
    await runJobsOf(owner);
    expect(await getBatch(through(owner, "rest"), { id: batchId })).toMatchObject({
      status: "done",
      counts: { total: 700, stored: 700, contacts: 700 },
    });
  }, 60_000);
});

async function createPreviewAndApprove(owner: Context, account: TestAccount) {
  const { id } = await previewOf(owner, account);
  return approvePreview(owner, { id });
}
