import { gmail } from "googleapis/build/src/apis/gmail/index.js";

import type { GoogleAccess } from "./access.ts";
import type { MessageIdPage } from "./gmail.ts";
import { patientCalls } from "./patience.ts";
import { gmailUnits } from "./quota.ts";
import { googleSettings } from "./settings.ts";

const userId = "me";
const pageSize = 500;

export type GmailSearch = ReturnType<typeof gmailSearch>;

/** Looks through a whole mailbox, spam and trash included. Every call waits where Gmail asks for it and throws GoogleError. */
export function gmailSearch(access: GoogleAccess, signal: AbortSignal) {
  const rootUrl = googleSettings()?.rootUrl;
  const { users } = gmail({ version: "v1", ...(rootUrl ? { rootUrl } : {}) });
  const call = patientCalls({ access, service: "gmail", signal });
  return {
    /** One page of what fits, in Gmail's own words, and under the label where one is named. */
    async list(
      query: string,
      pageToken: string | null,
      { atMost = pageSize, labelId }: { atMost?: number; labelId?: string } = {},
    ): Promise<MessageIdPage> {
      const page = await call(gmailUnits.list, (options) =>
        users.messages.list(
          {
            userId,
            q: query,
            includeSpamTrash: true,
            maxResults: atMost,
            ...(labelId ? { labelIds: [labelId] } : {}),
            ...(pageToken ? { pageToken } : {}),
            fields: "messages/id,nextPageToken",
          },
          options,
        ),
      );
      return {
        ids: (page.messages ?? []).flatMap(({ id }) => id ?? []),
        nextPageToken: page.nextPageToken ?? null,
      };
    },
  };
}
