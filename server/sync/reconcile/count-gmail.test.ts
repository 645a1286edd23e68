import { expect, test } from "vitest";

import { GmailDays } from "./count-gmail.ts";

const pageSize = 500;

test("a day of more than ten thousand mails is counted to its end", async () => {
  const count = 12_345;
  const search = {
    list: (query: string, pageToken: string | null) => {
      const start = Number(pageToken ?? 0);
      const end = query.startsWith("-in:spam") ? Math.min(count, start + pageSize) : start;
      const ids = Array.from({ length: end - start }, (_, index) => String(start + index));
      return Promise.resolve({ ids, nextPageToken: end > start && end < count ? String(end) : null });
    },
  };
  const days = new GmailDays(search, "Europe/Berlin", { query: "", byLabel: null });
  const [day] = await days.count({ from: "2026-03-01", to: "2026-03-01" });
  expect(day?.itemIds).toHaveLength(count);
  expect(day?.leftOut).toEqual({});
});
