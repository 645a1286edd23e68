import { GoogleError } from "./errors.ts";

const restartsMax = 3;

/** Of a token within a listing Calendar says that it is not valid, or that what it stands for is gone. */
const isExpiredToken = (error: unknown): boolean =>
  error instanceof GoogleError && (error.status === 400 || error.kind === "gone");

/**
 * The pages of a listing, numbered from 0. Where a page token has expired it begins again, by a page 0: what was told
 * before is void then. Throws GoogleError.
 */
export async function* numberedPages<Page extends { nextPageToken?: string | null | undefined }>(
  read: (pageToken: string | null) => Promise<Page>,
): AsyncGenerator<{ page: Page; seq: number }> {
  let pageToken: string | null = null;
  let seq = 0;
  for (let restarts = 0; ;) {
    const page: Page | null = await read(pageToken).catch((error: unknown) => {
      if (pageToken === null || !isExpiredToken(error) || ++restarts > restartsMax) throw error;
      return null;
    });
    if (page) yield { page, seq };
    seq = page ? seq + 1 : 0;
    pageToken = page?.nextPageToken ?? null;
    if (page && pageToken === null) return;
  }
}
