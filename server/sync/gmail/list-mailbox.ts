import { step } from "#server/core/index.ts";
import type { GmailClient } from "#server/google/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import type { PreviewRow } from "../internal.ts";
import { dropPagesFrom, keepPage } from "../preview-pages.ts";

/** A million messages: a listing that is longer is cut, and says so. */
const pagesMax = 2_000;

export interface Listing {
  /** Newest first, each once, with the number of its page. */
  pageOf: Map<string, number>;
  cut: boolean;
}

/** Lists every id of the mailbox and keeps the pages, so that the import needs no second listing. */
export async function listMailbox(
  job: RunningJob,
  preview: PreviewRow,
  mailbox: GmailClient,
): Promise<Listing> {
  const pageOf = new Map<string, number>();
  let pageToken: string | null = null;
  let seq = 0;
  do {
    const page = await mailbox.listMessages(pageToken);
    // A message may come twice when mail arrives between two pages.
    const itemIds = [...new Set(page.ids)].filter((id) => !pageOf.has(id));
    for (const id of itemIds) pageOf.set(id, seq);
    await step(job.ctx, async ({ tx }) => {
      await job.checkpoint(tx, { done: 0, total: pageOf.size });
      await keepPage(tx, preview, { seq, itemIds, details: {} });
    });
    await job.told();
    pageToken = page.nextPageToken;
    seq++;
  } while (pageToken !== null && seq < pagesMax);
  await step(job.ctx, ({ tx }) => dropPagesFrom(tx, preview.id, seq));
  if (pageToken !== null) job.ctx.log.warn({ pages: seq }, "the listing of a mailbox was cut at its cap");
  return { pageOf, cut: pageToken !== null };
}
