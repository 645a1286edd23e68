import { z } from "zod";
import { GoogleError } from "../errors.ts";

const SyncToken = z.object({
  seq: z.int(),
  singleEvents: z.boolean(),
  timeMin: z.string().nullable(),
  timeMax: z.string().nullable(),
});
/** What the first listing asked for goes on to hold; `seq` is what it had seen. */
export type SyncToken = z.infer<typeof SyncToken>;

const PageToken = z.object({ after: z.int(), seq: z.int() });
/** Where the next page begins, and up to which sequence number the listing goes. */
export type PageToken = z.infer<typeof PageToken>;

export const encodeToken = (token: SyncToken | PageToken): string =>
  Buffer.from(JSON.stringify(token)).toString("base64url");

/** 410 for one that is not ours or older than what is kept. */
export function readSyncToken(value: string, floor: number): SyncToken {
  const token = SyncToken.safeParse(decode(value));
  if (token.success && token.data.seq >= floor) return token.data;
  throw new GoogleError(410, "fullSyncRequired", "Sync token is no longer valid, a full sync is required.");
}

export function readPageToken(value: string): PageToken {
  const token = PageToken.safeParse(decode(value));
  if (token.success) return token.data;
  throw new GoogleError(400, "invalid", "Invalid page token value.");
}

function decode(value: string): unknown {
  try {
    return JSON.parse(Buffer.from(value, "base64url").toString());
  } catch {
    return null;
  }
}
