import { afterAll, describe, expect, test } from "vitest";

import { nothingUnticked } from "#lib/schemas/sync-controls.ts";
import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { type TestAccount, useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount, lettersTo, previewOf } from "#local/testing/google-sync.ts";
import { runJobsOf } from "#local/testing/imports.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import { approvePreview, getBatch, resumeBatch, selectPreview, undoBatch } from "../index.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "20" });
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

describe("a large mailbox", () => {
  test("is estimated from a sample, also of what is ticked, and its import asks where more people come than that said", async () => {
    const owner = await newOwner();
    const account = await google.connect(owner);
    // Every seventh is a newsletter; of the 600 strangers half write from each domain.
    const mails = Array.from({ length: 700 }, (_, index) => ({
      from:
        index % 7 === 0
          ? "news@shop.example"
          : `S${String(index)} <s${String(index)}@${index % 2 === 0 ? "even" : "odd"}.example>`,
      to: account.email,
      id: `s${String(index)}@mail.example`,
      date: new Date(Date.UTC(2025, 0, 1, index)).toUTCString(),
      headers: index % 7 === 0 ? ["List-Unsubscribe: <https://shop.example/u>"] : [],
    }));
    await account.deliver(mails);
    const preview = await previewOf(owner, account);
    expect(preview.counts).toMatchObject({ total: 700, store: 700 });
    const estimate = preview.result?.estimate;
    expect(estimate).toMatchObject({ sampled: 600, of: 700, quotaUnits: 14_000 });
    expect(estimate?.peopleRange.from).toBeLessThanOrEqual(600);
    expect(estimate?.peopleRange.to).toBeGreaterThanOrEqual(600);
    expect(preview.result?.byMonth.reduce((sum, month) => sum + month.count, 0)).toBe(700);

    const selected = await selectPreview(owner, {
      id: preview.id,
      selection: { ...nothingUnticked, kinds: ["newsletter"], domains: ["even.example"] },
    });
    const narrowed = selected.result?.estimate?.peopleRange;
    expect(narrowed?.from).toBeLessThanOrEqual(300);
    expect(narrowed?.to).toBeGreaterThanOrEqual(300);
    expect(narrowed?.to).toBeLessThan(estimate?.peopleRange.from ?? 0);
    // Counted in a part of the mail, and close to what comes.
    expect(Math.abs((selected.counts?.store ?? 0) - 600)).toBeLessThan(20);
    expect(selected.skipBy["kind_not_ticked"]).toBe(700 - (selected.counts?.store ?? 0));

    // The range of what is ticked decides, not that of the whole mailbox.
    await systemPool().client`
      update crm.previews set selection = jsonb_set(selection, '{peopleRange,to}', '50') where id = ${preview.id}`;
    const { batchId, jobId } = await approvePreview(owner, { id: preview.id });
    await runJobsOf(owner);
    const paused = await getBatch(through(owner, "rest"), { id: batchId });
    expect(paused).toMatchObject({ status: "paused" });
    expect(paused.counts.contacts).toBeGreaterThan(50);
    expect(paused.counts.contacts).toBeLessThan(70);
    expect(paused.error?.message).toMatch(/contacts, more than the 50/);
    await expect(createPreviewAndApprove(owner, account)).rejects.toMatchObject({ code: "conflict" });
    expect(await resumeBatch(owner, { id: batchId })).toEqual({ jobId });
    await expect(resumeBatch(owner, { id: batchId })).rejects.toMatchObject({ code: "conflict" });
    await runJobsOf(owner);
    expect(await getBatch(through(owner, "rest"), { id: batchId })).toMatchObject({
      status: "done",
      counts: { total: 700, stored: 600, skipped: 100, contacts: 300, companies: 1 },
      skippedBy: { kind_not_ticked: 100 },
      expected: { contacts: { to: 50 } },
    });
  }, 60_000);

  test("that brings fewer people than its preview said is done, and tells how many were expected", async () => {
    const owner = await newOwner();
    const account = await google.connect(owner);
    await account.deliver(lettersTo(account.email, 5));
    const preview = await previewOf(owner, account);
    const ranges = { peopleRange: { from: 10, to: 14 }, companiesRange: { from: 1, to: 2 } };
    await systemPool().client`
      update crm.previews set result = jsonb_set(result, '{estimate}', (result -> 'estimate') || ${JSON.stringify(ranges)}::jsonb)
      where id = ${preview.id}`;
    const { batchId } = await approvePreview(owner, { id: preview.id });
    const read = () => getBatch(through(owner, "rest"), { id: batchId });
    expect(await read()).toMatchObject({ status: "queued", expected: null });
    await runJobsOf(owner);
    expect(await read()).toMatchObject({
      status: "done",
      counts: { contacts: 5, companies: 3 },
      expected: { contacts: ranges.peopleRange, companies: ranges.companiesRange },
    });
    await undoBatch(owner, { id: batchId });
    await runJobsOf(owner);
    expect(await read()).toMatchObject({ status: "undone", expected: null });
  });

  test("of which all was read brings as many as was said", async () => {
    const owner = await newOwner();
    const account = await google.connect(owner);
    await account.deliver(lettersTo(account.email, 5));
    expect(await importAccount(owner, account)).toMatchObject({
      counts: { contacts: 5, companies: 3 },
      expected: { contacts: { from: 5, to: 5 }, companies: { from: 3, to: 3 } },
    });
  });
});

async function createPreviewAndApprove(owner: Context, account: TestAccount) {
  const { id } = await previewOf(owner, account);
  return approvePreview(owner, { id });
}
