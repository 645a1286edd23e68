import { step } from "#server/core/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { batchRow } from "../internal.ts";
import { importCalendar } from "./import-calendar.ts";
import { importFile } from "./import-file.ts";
import { importGmail } from "./import-gmail.ts";

/** Imports what was approved with a preview, from wherever an earlier run stopped. */
export async function processImport(job: RunningJob<"batches.import">): Promise<unknown> {
  const batch = await step(job.ctx, ({ tx }) => batchRow(tx, job.payload.batchId));
  if ((batch.status !== "queued" && batch.status !== "running") || batch.previewId === null) return null;
  switch (batch.source) {
    case "file":
      return importFile(job, batch, batch.previewId);
    case "gmail":
      return importGmail(job, batch, batch.previewId);
    case "calendar":
      return importCalendar(job, batch, batch.previewId);
  }
}
