import { AppError } from "#lib/errors.ts";
import type { SyncControls } from "#lib/schemas/sync-controls.ts";
import { step } from "#server/core/index.ts";
import { type GmailClient, GoogleError, type ListedPage, type MessageIdPage } from "#server/google/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import type { PreviewRow } from "../internal.ts";
import { dropPagesFrom, keepPage } from "../preview-pages.ts";
import { gmailQueryOf } from "../selection.ts";

/** A million messages: a listing that is longer is cut, and says so. */
const pagesMax = 2_000;

export interface Listing {
  /** Newest first, each once, with the number of its page. */
  pageOf: Map<string, number>;
  threadOf: Map<string, string>;
  cut: boolean;
}

const restartsMax = 3;

/** Gmail takes a page token for so long, and says no more than that it is not valid. */
const isExpiredToken = (error: unknown): boolean => error instanceof GoogleError && error.status === 400;

/**
 * Lists every id of the mailbox that the controls let in and keeps the pages, so that the import needs no second listing.
 * Labels are asked for by their ids, which no name can be mistaken for.
 */
export async function listMailbox(
  job: RunningJob,
  preview: PreviewRow,
  mailbox: GmailClient,
  controls: SyncControls,
): Promise<Listing> {
  const chosen = await chosenByLabel(mailbox, controls);
  const pageOf = new Map<string, number>();
  const threadOf = new Map<string, string>();
  let seq = 0;
  let cut = false;
  let restarts = 0;
  for (const query of ordersOf(controls)) {
    let pageToken: string | null = null;
    do {
      const page: ListedPage | null = await mailbox
        .listMessages(pageToken, { query })
        .catch((error: unknown) => {
          if (pageToken !== null && isExpiredToken(error) && ++restarts <= restartsMax) return null;
          return refusedQuery(controls)(error);
        });
      if (page === null) {
        // From the start: what is known of it already is passed over.
        pageToken = "";
        continue;
      }
      // A message may come twice when mail arrives between two pages.
      const itemIds = [...new Set(page.ids)].filter((id) => !pageOf.has(id) && chosen(id));
      for (const id of itemIds) pageOf.set(id, seq);
      for (const [id, threadId] of page.threadOf) threadOf.set(id, threadId);
      await step(job.ctx, async ({ tx }) => {
        await job.checkpoint(tx, { done: 0, total: pageOf.size });
        if (itemIds.length > 0) await keepPage(tx, preview, { seq, itemIds, details: {} });
      });
      await job.told();
      pageToken = page.nextPageToken;
      if (itemIds.length > 0) seq++;
    } while (pageToken !== null && seq < pagesMax);
    cut ||= pageToken !== null;
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

/** Ids that the labels let in, of what these further words find. */
export async function chosenByLabel(
  mailbox: GmailClient,
  controls: SyncControls,
  words = "",
): Promise<(id: string) => boolean> {
  const { labelsIn, labelsOut } = controls;
  const wanted = labelsIn.length > 0 ? await idsUnder(mailbox, labelsIn, controls, words) : null;
  const unwanted = await idsUnder(mailbox, labelsOut, controls, words);
  return (id) => (wanted === null || wanted.has(id)) && !unwanted.has(id);
}

async function idsUnder(
  mailbox: GmailClient,
  labelIds: readonly string[],
  controls: SyncControls,
  words: string,
): Promise<Set<string>> {
  const ids = new Set<string>();
  for (const labelId of labelIds) {
    let pageToken: string | null = null;
    let pages = 0;
    do {
      const page: MessageIdPage = await mailbox
        .listMessages(pageToken, { query: `${gmailQueryOf(controls)} ${words}`.trim(), labelId })
        .catch(refusedQuery(controls));
      for (const id of page.ids) ids.add(id);
      pageToken = page.nextPageToken;
    } while (pageToken !== null && ++pages < pagesMax);
  }
  return ids;
}

/** Of a listing with a query of the owner's own, a refusal means the query; of another it means what it says. */
export const refusedQuery =
  ({ query }: SyncControls) =>
  (error: unknown): never => {
    if (query === "" || !(error instanceof GoogleError) || error.kind !== "refused") throw error;
    const words = "Gmail does not take this search. Try it in Gmail, or write it more simply.";
    throw new AppError("invalid_input", words, { fields: { "controls.query": words }, cause: error });
  };
