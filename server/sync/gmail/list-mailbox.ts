import { AppError } from "#lib/errors.ts";
import type { SyncControls } from "#lib/schemas/sync-controls.ts";
import { step } from "#server/core/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import type { PreviewRow } from "../internal.ts";
import { dropPagesFrom, keepPage } from "../preview-pages.ts";
import { gmailQueryOf } from "../selection.ts";
import { type Lister, listPages } from "./list-pages.ts";

/** A million messages: a listing that is longer is cut, and says so. */
const pagesMax = 2_000;

export interface Listing {
  /** Newest first, each once, with the number of its page. */
  pageOf: Map<string, number>;
  threadOf: Map<string, string>;
  cut: boolean;
}

/**
 * Lists every id of the mailbox that the controls let in and keeps the pages, so that the import needs no second listing.
 * Labels are asked for by their ids, which no name can be mistaken for.
 */
export async function listMailbox(
  job: RunningJob,
  preview: PreviewRow,
  mailbox: Lister,
  controls: SyncControls,
): Promise<Listing> {
  const chosen = await chosenByLabel(mailbox, controls);
  const pageOf = new Map<string, number>();
  const threadOf = new Map<string, string>();
  let seq = 0;
  let cut = false;
  for (const query of ordersOf(controls)) {
    for await (const page of listPages(mailbox, { query }, controls)) {
      // A message may come twice when mail arrives between two pages, or a page comes again.
      const itemIds = [...new Set(page.ids)].filter((id) => !pageOf.has(id) && chosen(id));
      for (const id of itemIds) pageOf.set(id, seq);
      for (const [id, threadId] of page.threadOf) threadOf.set(id, threadId);
      await step(job.ctx, async ({ tx }) => {
        await job.checkpoint(tx, { done: 0, total: pageOf.size });
        if (itemIds.length > 0) await keepPage(tx, preview, { seq, itemIds, details: {} });
      });
      await job.told();
      if (itemIds.length > 0) seq++;
      if (seq < pagesMax) continue;
      cut ||= page.nextPageToken !== null;
      break;
    }
  }
  await step(job.ctx, ({ tx }) => dropPagesFrom(tx, preview.id, seq));
  if (cut) job.ctx.log.warn({ pages: seq }, "the listing of a mailbox was cut at its cap");
  return { pageOf, threadOf, cut };
}

/** Whom the owner wrote to is known from what they sent: that comes first where it decides on the rest. */
function ordersOf(controls: SyncControls): string[] {
  const query = gmailQueryOf(controls);
  if (!controls.onlyWroteTo) return [query];
  return [`${query} in:sent`.trim(), `${query} -in:sent`.trim()];
}

/** Ids that the labels let in, of what these further words find. Throws too_large where a label has more than is listed. */
export async function chosenByLabel(
  mailbox: Lister,
  controls: SyncControls,
  words = "",
): Promise<(id: string) => boolean> {
  const { labelsIn, labelsOut } = controls;
  const wanted = labelsIn.length > 0 ? await idsUnder(mailbox, labelsIn, controls, words) : null;
  const unwanted = await idsUnder(mailbox, labelsOut, controls, words);
  return (id) => (wanted === null || wanted.has(id)) && !unwanted.has(id);
}

/** Of mail beyond what was listed nobody knows whether the label lets it in: none is guessed. */
function tooMany(): AppError {
  const words =
    "A label that you chose has more than a million mails. Choose from when on, so that there are fewer.";
  return new AppError("too_large", words, { fields: { "controls.from": words } });
}

async function idsUnder(
  mailbox: Lister,
  labelIds: readonly string[],
  controls: SyncControls,
  words: string,
): Promise<Set<string>> {
  const ids = new Set<string>();
  for (const labelId of labelIds) {
    let pages = 0;
    const query = `${gmailQueryOf(controls)} ${words}`.trim();
    for await (const page of listPages(mailbox, { query, labelId }, controls)) {
      for (const id of page.ids) ids.add(id);
      if (++pages === pagesMax && page.nextPageToken !== null) throw tooMany();
    }
  }
  return ids;
}
