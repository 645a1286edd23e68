import { eq, sql } from "drizzle-orm";

import { previewItems, previews } from "#drizzle/schema/sync.ts";
import { AppError } from "#lib/errors.ts";
import { type Context, emit, hashOf, newId, step } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { previewRow, type PreviewRow, type UploadRow, uploadRow } from "./internal.ts";
import { ImportPlan, isFailure, parseHeaders, type Plan, planHash, type RawMessage } from "./mail/index.ts";
import { previewItemsOf, resultOf } from "./preview-result.ts";
import { Controls } from "./read-preview.ts";
import { insertRows, textArray } from "./rows.ts";
import { readUpload } from "./source.ts";

/** Messages between two questions to the database and two reports of progress. */
const stepSize = 1_000;
const itemsPerInsert = 2_000;

/**
 * Reads a whole file once and writes what an import would do; nothing else is stored. Everything is written by the last
 * transaction, so a run that was cut off leaves nothing and a second one ends the same.
 */
export async function processPreview(job: RunningJob<"previews.build">): Promise<unknown> {
  const { ctx, payload } = job;
  const { preview, upload } = await step(ctx, async ({ tx }) => {
    const row = await previewRow(tx, payload.previewId);
    return { preview: row, upload: await uploadRow(tx, row.connectionId) };
  });
  if (preview.status !== "pending") return null;
  const { addresses } = Controls.parse(preview.controls);

  const plan = new ImportPlan();
  let waiting = 0;
  const flush = async (offset: number) => {
    job.signal.throwIfAborted();
    const known = await step(ctx, async ({ tx }) => {
      await job.checkpoint(tx, { done: offset, total: Math.max(offset, upload.byteSize) });
      return knownKeys(tx, ctx, plan.waitingKeys());
    });
    plan.markKnown(known);
    waiting = 0;
    await job.told();
  };
  for await (const raw of readUpload(upload, { offset: 0, ordinal: 0 })) {
    count(plan, raw);
    if (++waiting >= stepSize) await flush(raw.nextOffset);
  }
  await flush(upload.byteSize);

  const { addresses: people, domains } = plan.candidates({ ownAddresses: addresses });
  const finished = await step(ctx, async ({ tx }) => {
    const known = { addresses: await knownAddresses(tx, people), domains: await knownDomains(tx, domains) };
    return plan.finish({ ownAddresses: addresses, known });
  });
  if (finished.total === 0) {
    throw new AppError(
      "unsupported",
      `No messages were found in "${upload.fileName}". Check that it is a mailbox in mbox format or a saved message (.eml).`,
    );
  }
  await store(job, preview, upload, finished);
  return { total: finished.total, store: finished.store };
}

function count(plan: ImportPlan, raw: RawMessage): void {
  if (raw.raw === null) return plan.skip("too_large");
  const message = parseHeaders(raw.raw, { envelopeDate: raw.envelopeDate, truncated: raw.truncated });
  if (isFailure(message)) return plan.skip("not_a_message");
  plan.add(message);
}

async function knownKeys(tx: Tx, ctx: Context, keys: readonly string[]): Promise<string[]> {
  const rows = await tx.execute<{ message_key: string }>(sql`
    select message_key from crm.interactions where owner_id = ${ctx.user.id} and message_key = any(${textArray(keys)})`);
  return rows.map((row) => row.message_key);
}

async function knownAddresses(tx: Tx, addresses: readonly string[]): Promise<Set<string>> {
  const rows = await tx.execute<{ value: string }>(sql`
    select value from crm.contact_identities
    where kind = 'email' and deleted_at is null and value = any(${textArray(addresses)})`);
  return new Set(rows.map((row) => row.value));
}

async function knownDomains(tx: Tx, domains: readonly string[]): Promise<Set<string>> {
  const rows = await tx.execute<{ domain: string }>(sql`
    select domain from crm.companies where deleted_at is null and domain = any(${textArray(domains)})`);
  return new Set(rows.map((row) => row.domain));
}

async function store(job: RunningJob, preview: PreviewRow, upload: UploadRow, plan: Plan): Promise<void> {
  await step(job.ctx, async ({ ctx, tx }) => {
    await job.checkpoint(tx, { done: upload.byteSize, total: upload.byteSize });
    await tx.delete(previewItems).where(eq(previewItems.previewId, preview.id));
    const shared = {
      workspace_id: preview.workspaceId,
      created_at: preview.createdAt.toISOString(),
      owner_id: preview.ownerId,
      audience: preview.audience,
      preview_id: preview.id,
    };
    const items = previewItemsOf(plan).map((item) => ({ id: newId(), ...shared, ...item }));
    for (let start = 0; start < items.length; start += itemsPerInsert) {
      await insertRows(tx, "preview_items", items.slice(start, start + itemsPerInsert));
    }
    const { total, store, skip, skipBy, people, companies } = plan;
    await tx
      .update(previews)
      .set({
        status: "ready",
        counts: { total, store, skip, skipBy, people: people.length, companies: companies.length },
        result: resultOf(plan),
        hash: hashOf([upload.digest, preview.controls, planHash(plan)]),
      })
      .where(eq(previews.id, preview.id));
    await emit(ctx, { type: "preview.changed", payload: { previewId: preview.id } });
  });
}
