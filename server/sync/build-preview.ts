import { step } from "#server/core/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { previewCalendar } from "./events/preview-calendar.ts";
import { previewGmail } from "./gmail/preview-gmail.ts";
import { previewRow } from "./internal.ts";
import { previewFile } from "./preview-file.ts";

/** Finds out what an import would do; nothing but the preview itself is stored. */
export async function processPreview(job: RunningJob<"previews.build">): Promise<unknown> {
  const preview = await step(job.ctx, ({ tx }) => previewRow(tx, job.payload.previewId));
  if (preview.status !== "pending") return null;
  switch (preview.source) {
    case "file":
      return previewFile(job, preview);
    case "gmail":
      return previewGmail(job, preview);
    case "calendar":
      return previewCalendar(job, preview);
  }
}
