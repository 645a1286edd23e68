import { AppError } from "#lib/errors.ts";
import { nothingUnticked } from "#lib/schemas/sync-controls.ts";
import { hashOf, step } from "#server/core/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { foreseeEvents } from "../events/foresee-events.ts";
import { beginOf, type PreparedEvent } from "../events/types.ts";
import type { PreviewRow, UploadRow } from "../internal.ts";
import { controlsOf } from "../preview-facts.ts";
import { FileDays } from "../reconcile/file-days.ts";
import { timeZoneOf } from "../reconcile/time-zone.ts";
import { Choices } from "../selection.ts";
import { storePreview } from "../store-preview.ts";
import { holdingOf } from "../zip/read-zip.ts";
import { zipWarnings } from "../zip/zip-warnings.ts";
import { mailboxOfEvents } from "./mailbox-of-events.ts";
import { prepareIcs, readCalendarFile } from "./prepare-ics.ts";

/** Events between two reports of progress. */
const stepSize = 1_000;
const beginning = { offset: 0, ordinal: 0 };

/** Reads a whole calendar file and counts exactly what an import would do; nothing else is stored. */
export async function previewIcs(job: RunningJob, preview: PreviewRow, upload: UploadRow): Promise<unknown> {
  const controls = controlsOf(preview);
  const choices = new Choices(controls, nothingUnticked);
  // Where times without a zone are meant, and whose midnights cut the days.
  const timeZone = await step(job.ctx, ({ tx }) => timeZoneOf(tx, preview.ownerId));
  const file = await readCalendarFile(upload);
  const scope = {
    keepBytes: false,
    timeZone,
    choices,
    ownAddresses: choices.own,
    listAddresses: new Set<string>(),
    now: preview.createdAt,
  };
  const prepared: PreparedEvent[] = [];
  const days = new FileDays(timeZone);
  for await (const { events, next } of prepareIcs(upload, file, scope, beginning, stepSize)) {
    job.signal.throwIfAborted();
    prepared.push(...events.map(lightly));
    for (const event of events) {
      const begins = beginOf(event);
      days.add(event.item, begins?.startAt ?? null, begins?.startDate);
    }
    await step(job.ctx, ({ tx }) =>
      job.checkpoint(tx, { done: next.offset, total: Math.max(next.offset, upload.byteSize) }),
    );
    await job.told();
  }
  if (file.events === 0) {
    throw new AppError(
      "unsupported",
      `No meetings were found in "${upload.fileName}". Export the calendar again as .ics (iCalendar) and upload that.`,
    );
  }
  const foreseen = await foreseeEvents(job, preview.connectionId, scope, prepared, "duplicate_in_file");
  const { counts } = foreseen;
  const decided = prepared.map(({ item, outcome }) => [item, outcome.kind]);
  await storePreview(job, preview, {
    ...foreseen,
    result: {
      ...foreseen.result,
      mailboxGuess: mailboxOfEvents(foreseen.fresh, file.address),
      warnings: [...(file.cutOff ? [cutOff] : []), ...(await archiveWarnings(upload))],
      timeZone,
    },
    days,
    hash: hashOf([upload.digest, controls, decided, counts]),
    progress: upload.byteSize,
  });
  return { total: counts.total, store: counts.store };
}

const archiveWarnings = async (upload: UploadRow) =>
  upload.fileKind === "zip_ics" ? zipWarnings(await holdingOf(upload), "calendar") : [];

const cutOff = {
  code: "truncated",
  count: 1,
  words: "The file ends or breaks off inside an event; that one is read as far as it goes.",
};

/** Fifty thousand texts are not needed to count with. */
function lightly(one: PreparedEvent): PreparedEvent {
  const { outcome } = one;
  if (outcome.kind === "skipped") return one;
  return { ...one, outcome: { ...outcome, event: { ...outcome.event, body: "" } } };
}
