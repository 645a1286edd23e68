import { expect, test } from "vitest";

import { SyncControls } from "#lib/schemas/sync-controls.ts";
import { GoogleError } from "#server/google/index.ts";

import { withinControls } from "./within-controls.ts";

const controls = SyncControls.parse({ query: "from:ann" });

/** Answers two pages of one message each, the second only once its token was refused so often. */
function mailboxWhoseTokenExpires(times: number) {
  const asked: (string | null)[] = [];
  let left = times;
  return {
    asked,
    listMessages: (pageToken: string | null) => {
      asked.push(pageToken);
      if (pageToken !== null && left-- > 0)
        return Promise.reject(new GoogleError("refused", { status: 400 }));
      const [id, nextPageToken] = pageToken === null ? ["a", "second"] : ["b", null];
      return Promise.resolve({ ids: [id], threadOf: new Map<string, string>(), nextPageToken });
    },
  };
}

test("a page token that expires begins the listing again; the search is not what was wrong", async () => {
  const mailbox = mailboxWhoseTokenExpires(1);
  expect(await withinControls(mailbox, controls, ["a", "b", "c"], null)).toEqual(["a", "b"]);
  expect(mailbox.asked).toEqual([null, "second", null, "second"]);
});

test("one that never holds is told as Gmail told it", async () => {
  const asking = withinControls(mailboxWhoseTokenExpires(Number.POSITIVE_INFINITY), controls, ["b"], null);
  await expect(asking).rejects.toMatchObject({ kind: "refused", status: 400 });
});
