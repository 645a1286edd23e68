import { AppError } from "#lib/errors.ts";
import type { SyncControls } from "#lib/schemas/sync-controls.ts";
import { type GmailClient, GoogleError, type ListedPage } from "#server/google/index.ts";

/** What lists the messages of a mailbox. */
export type Lister = Pick<GmailClient, "listMessages">;

const restartsMax = 3;

/** Gmail takes a page token for so long, and says no more than that it is not valid. */
const isExpiredToken = (error: unknown): boolean => error instanceof GoogleError && error.status === 400;

/**
 * The pages of a listing, one after the other. Where a page token has expired it begins again: pages that were told already
 * come once more. `query` is what the owner wrote of the search.
 */
export async function* listPages(
  mailbox: Lister,
  choice: Parameters<GmailClient["listMessages"]>[1],
  { query }: Pick<SyncControls, "query">,
): AsyncGenerator<ListedPage> {
  let pageToken: string | null = null;
  for (let restarts = 0; ;) {
    const page: ListedPage | null = await mailbox.listMessages(pageToken, choice).catch((error: unknown) => {
      if (pageToken === null) return refusedQuery(query, error);
      if (!isExpiredToken(error) || ++restarts > restartsMax) throw error;
      return null;
    });
    if (page) yield page;
    pageToken = page?.nextPageToken ?? null;
    if (page && pageToken === null) return;
  }
}

/** Of a listing with a query of the owner's own, a refusal of its first page means the query; of another it means what it says. */
function refusedQuery(query: string, error: unknown): never {
  if (query === "" || !(error instanceof GoogleError) || error.kind !== "refused") throw error;
  const words = "Gmail does not take this search. Try it in Gmail, or write it more simply.";
  throw new AppError("invalid_input", words, { fields: { "controls.query": words }, cause: error });
}
