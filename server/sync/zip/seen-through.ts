import { eq } from "drizzle-orm";

import { uploads } from "#drizzle/schema/sync.ts";
import { step } from "#server/core/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { digestOf, Meter } from "../arrived.ts";
import type { UploadRow } from "../internal.ts";
import { readError } from "../source.ts";
import { holdingOf } from "./read-zip.ts";

/** An archive that holds calendars and no mail is a calendar file from now on: it is told before anything of it is read. */
export async function seenThrough(job: RunningJob, upload: UploadRow): Promise<UploadRow> {
  if (upload.fileKind !== "zip") return upload;
  const { mail, calendars } = await holdingOf(upload, job.signal).catch((error: unknown) => {
    throw readError(error, upload.fileName);
  });
  if (mail || calendars === 0) return upload;
  const found = {
    fileKind: "zip_ics" as const,
    digest: upload.digest ?? (await digestOf(upload, new Meter())),
  };
  await step(job.ctx, async ({ tx }) => {
    await job.checkpoint(tx, { done: 0, total: upload.byteSize });
    await tx.update(uploads).set(found).where(eq(uploads.id, upload.id));
  });
  return { ...upload, ...found };
}
