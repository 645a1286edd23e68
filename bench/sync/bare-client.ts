import { z } from "zod";

import type { BenchGoogle } from "./google.ts";

const width = 10;
const Page = z.object({
  messages: z.array(z.object({ id: z.string() })).default([]),
  nextPageToken: z.string().optional(),
});
const Message = z.object({ raw: z.string() });

/** Fetches a whole mailbox with ten requests at once and keeps nothing: what the stand-in serves. Answers messages a second. */
export async function fetchBare(google: BenchGoogle, account: string): Promise<number> {
  const { access_token: token } = await google.tokenFor(account);
  const get = async (path: string): Promise<unknown> => {
    const response = await fetch(`${google.url}/gmail/v1/users/me/messages${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!response.ok) throw new Error(`the stand-in answers ${String(response.status)}`);
    return response.json();
  };
  const ids: string[] = [];
  for (let pageToken: string | undefined = ""; pageToken !== undefined;) {
    const page: z.infer<typeof Page> = Page.parse(
      await get(`?maxResults=500${pageToken && `&pageToken=${pageToken}`}`),
    );
    ids.push(...page.messages.map(({ id }) => id));
    pageToken = page.nextPageToken;
  }
  const startedAt = performance.now();
  let next = 0;
  let bytes = 0;
  const lane = async () => {
    for (let id = ids[next++]; id !== undefined; id = ids[next++]) {
      const { raw } = Message.parse(await get(`/${id}?format=raw`));
      bytes += Buffer.from(raw, "base64url").byteLength;
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  if (bytes === 0) throw new Error("nothing was fetched");
  return ids.length / ((performance.now() - startedAt) / 1000);
}
