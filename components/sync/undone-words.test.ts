import { expect, test } from "vitest";

import type { KeptReason } from "#lib/schemas/batches.ts";

import { remainsWords, undoneWords } from "./undone-words.ts";

const words = (reasons: (KeptReason | undefined)[], more = 0) =>
  undoneWords({
    kept: reasons.map((reason, n) => ({
      table: "contacts",
      id: `0199-${String(n)}`,
      name: "Ann",
      why: "",
      ...(reason ? { reason } : {}),
    })),
    keptCount: reasons.length + more,
    fileKept: false,
  });

test("the headline says of each mix what is true of it", () => {
  expect(words([])).toBe("Nothing of this import is left.");
  expect(words(["changed"])).toBe("All but 1 record that was changed since, and so stayed.");
  expect(words(["changed", "people"])).toBe("All but 2 records that were changed since, and so stayed.");
  expect(words(["meetings", "meetings", "people"])).toBe(
    "All but 3 records that are still needed by meetings, and so stayed.",
  );
  expect(words(["mail", "people"])).toBe(
    "All but 2 records that are still needed by other mail, and so stayed.",
  );
  expect(words(["mail_and_meetings", "meetings"])).toBe(
    "All but 2 records that are still needed by other mail or meetings, and so stayed.",
  );
  expect(words(["changed", "meetings"])).toBe(
    "All but 2 records: some were changed since, others are still needed by meetings.",
  );
  expect(words(["people"])).toBe("All but 1 record, each with why it stayed.");
  expect(words([undefined, "changed"])).toBe("All but 2 records, each with why it stayed.");
  expect(words(["changed"], 1_000)).toBe("All but 1,001 records, each with why it stayed.");
});

test("the list of imports says of each what is there now, all of it and not only what it names", () => {
  const batch = {
    source: "gmail" as const,
    content: "mail" as const,
    counts: { total: 12, stored: 9, skipped: 3, failed: 0, contacts: 4, companies: 1 },
    // As the list has it: the first twenty are named.
    kept: Array.from({ length: 20 }, (_, n) => ({ table: "contacts", id: String(n), name: "Ann", why: "" })),
    keptCount: 143,
  };
  expect(remainsWords({ ...batch, status: "undone" })).toBe("143 records kept");
  expect(remainsWords({ ...batch, status: "undone", keptCount: 0 })).toBe("Nothing of it is left");
  expect(remainsWords({ ...batch, status: "done" })).toBe("9 messages");
  expect(remainsWords({ ...batch, status: "running" })).toBe("12 messages in the mailbox");
});
