import type { GmailClient } from "#server/google/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { listPages } from "../../gmail/list-pages.ts";
import { removedBy } from "../../gmail/removed-by.ts";
import type { Standing } from "./standing.ts";

/** A million ids of one label: more is cut, and says so. */
const pagesMax = 2_000;

/** The whole mailbox, or null where it was too long to be listed whole. */
export interface MailboxListing {
  listed: Map<string, Standing>;
  whole: boolean;
}

/**
 * Every message with its labels by ids alone: one listing for all mail and one for each label. That is some units for 500
 * messages, where asking for each would be 20 a message. Spam, bin and drafts are in it with where they are.
 */
export async function listWithLabels(job: RunningJob, mailbox: GmailClient): Promise<MailboxListing> {
  const labelsOf = new Map<string, string[]>();
  const all = await idsOf(job, mailbox);
  for (const id of all.ids) labelsOf.set(id, []);
  let whole = all.whole;
  for (const label of await mailbox.labelIds()) {
    const carrying = await idsOf(job, mailbox, label);
    whole &&= carrying.whole;
    for (const id of carrying.ids) {
      const labels = labelsOf.get(id);
      if (labels) labels.push(label);
      else labelsOf.set(id, [label]);
    }
  }
  const listed = new Map<string, Standing>();
  for (const [id, labels] of labelsOf) listed.set(id, { labels: labels.sort(), removed: removedBy(labels) });
  return { listed, whole };
}

async function idsOf(
  job: RunningJob,
  mailbox: GmailClient,
  label?: string,
): Promise<{ ids: Set<string>; whole: boolean }> {
  const ids = new Set<string>();
  const choice = label === undefined ? {} : { labelId: label, isEverywhere: true };
  let pages = 0;
  let isCut = false;
  for await (const page of listPages(mailbox, choice, { query: "" })) {
    job.signal.throwIfAborted();
    for (const id of page.ids) ids.add(id);
    isCut = page.nextPageToken !== null && ++pages === pagesMax;
    if (isCut) break;
  }
  if (isCut) job.ctx.log.warn({ pages }, "the listing of a mailbox was cut at its cap");
  return { ids, whole: !isCut };
}
