import { eq } from "drizzle-orm";

import { uploads } from "#drizzle/schema/sync.ts";
import { AppError } from "#lib/errors.ts";
import type { PreviewResult } from "#lib/schemas/previews.ts";
import { nothingUnticked } from "#lib/schemas/sync-controls.ts";
import { hashOf, step } from "#server/core/index.ts";
import { ignoredOf } from "#server/ignored/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { digestOf, Meter, requireArrived } from "./arrived.ts";
import { previewIcs } from "./ics/preview-ics.ts";
import { recipientsOf, writtenTo } from "./import/written.ts";
import { holdsMeetings, type PreviewRow, type UploadRow, uploadRow } from "./internal.ts";
import { knownAddresses, knownDomains, knownKeys } from "./known.ts";
import {
  ImportPlan,
  isFailure,
  parseHeaders,
  participantsOf,
  planHash,
  type RawMessage,
  skipReason,
} from "./mail/index.ts";
import { previewItemsOf, resultOf } from "./preview-result.ts";
import { controlsOf } from "./preview-facts.ts";
import { Choices, planChoices } from "./selection.ts";
import { FileDays } from "./reconcile/file-days.ts";
import { timeZoneOf } from "./reconcile/time-zone.ts";
import { readUpload } from "./source.ts";
import { storePreview } from "./store-preview.ts";
import type { ZipNotes } from "./zip/read-zip.ts";
import { seenThrough } from "./zip/seen-through.ts";
import { zipWarnings } from "./zip/zip-warnings.ts";

/** Messages between two questions to the database and two reports of progress. */
const stepSize = 1_000;

/**
 * Reads a whole file once and writes what an import would do; nothing else is stored. Everything is written by the last
 * transaction, so a run that was cut off leaves nothing and a second one ends the same.
 */
export async function previewFile(job: RunningJob, preview: PreviewRow): Promise<unknown> {
  const { ctx } = job;
  const arrived = await requireArrived(job, await step(ctx, ({ tx }) => uploadRow(tx, preview.connectionId)));
  const upload = await seenThrough(job, arrived);
  if (holdsMeetings(upload)) return previewIcs(job, preview, upload);
  // What came past us is added up while it is read for the first time.
  const meter = upload.digest === null ? new Meter() : undefined;
  const controls = controlsOf(preview);
  const { addresses } = controls;
  const choices = new Choices(controls, nothingUnticked);
  const written = controls.onlyWroteTo ? await writtenInFile(job, upload, choices) : new Set<string>();

  const plan = new ImportPlan(planChoices(choices, written));
  const days = new FileDays(await step(ctx, ({ tx }) => timeZoneOf(tx, preview.ownerId)));
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
  const notes = { calendars: 0, otherFiles: 0 };
  for await (const raw of readUpload(upload, { offset: 0, ordinal: 0 }, { meter, notes })) {
    count(plan, days, raw);
    if (++waiting >= stepSize) await flush(raw.nextOffset);
  }
  await flush(upload.byteSize);
  const digest = meter ? await digestOf(upload, meter) : upload.digest;

  const { addresses: people, domains } = plan.candidates({ ownAddresses: addresses });
  const finished = await step(ctx, async ({ tx }) => {
    const known = {
      addresses: await knownAddresses(tx, people),
      ignored: await ignoredOf(tx, people),
      domains: await knownDomains(tx, domains),
    };
    return plan.finish({ ownAddresses: addresses, known });
  });
  if (finished.total === 0) {
    throw new AppError(
      "unsupported",
      `No messages were found in "${upload.fileName}". Check that it is a mailbox in mbox format, or holds saved messages (.eml, .emlx) or calendars (.ics).`,
    );
  }
  if (meter) {
    await step(ctx, async ({ tx }) => {
      await job.checkpoint(tx, { done: upload.byteSize, total: upload.byteSize });
      await tx.update(uploads).set({ digest }).where(eq(uploads.id, upload.id));
    });
  }
  const { total, store, skip, skipBy, people: made, companies } = finished;
  await storePreview(job, preview, {
    counts: { total, store, skip, skipBy, people: made.length, companies: companies.length },
    items: previewItemsOf(finished),
    result: withNotes(resultOf(finished), notes),
    facts: { cells: finished.cells, written: [...written] },
    days,
    hash: hashOf([digest, preview.controls, planHash(finished)]),
    progress: upload.byteSize,
  });
  return { total: finished.total, store: finished.store };
}

const withNotes = (result: PreviewResult, notes: ZipNotes): PreviewResult => ({
  ...result,
  warnings: [...result.warnings, ...zipWarnings(notes, "mail")],
});

/** Whom the owner has written to by this file and by what is stored: all of it is read once for that. */
async function writtenInFile(
  job: RunningJob,
  upload: UploadRow,
  { own }: Choices,
): Promise<ReadonlySet<string>> {
  const written = new Set<string>();
  const seen = new Set<string>();
  for await (const raw of readUpload(upload, { offset: 0, ordinal: 0 })) {
    job.signal.throwIfAborted();
    const message = raw.raw && headersOf(raw, raw.raw);
    if (!message || isFailure(message) || skipReason(message) !== null) continue;
    for (const address of recipientsOf([message], own)) written.add(address);
    for (const { address } of participantsOf(message)) seen.add(address);
  }
  const stored = await step(job.ctx, ({ ctx, tx }) => writtenTo(tx, ctx.user.id, [...seen]));
  for (const address of stored) written.add(address);
  return written;
}

const headersOf = ({ envelopeDate, truncated, filed }: RawMessage, raw: Uint8Array) =>
  parseHeaders(raw, { envelopeDate, truncated, filed });

function count(plan: ImportPlan, days: FileDays, raw: RawMessage): void {
  const message = raw.raw && headersOf(raw, raw.raw);
  const isMail = message !== null && !isFailure(message);
  days.add(String(raw.ordinal), (isMail ? message.date : raw.envelopeDate) ?? null);
  if (message === null) plan.skip("too_large");
  else if (isMail) plan.add(message);
  else plan.skip("not_a_message");
}
