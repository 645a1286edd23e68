import { expect, test } from "vitest";

import { SyncControls } from "#lib/schemas/sync-controls.ts";

import { chosenByLabel } from "./list-mailbox.ts";
import type { Lister } from "./list-pages.ts";

/** Mail under a label on so many pages, a mail on each. */
const labelOf = (pages: number): Lister => ({
  listMessages(pageToken) {
    const at = Number(pageToken ?? 0);
    return Promise.resolve({
      ids: [`m${String(at)}`],
      threadOf: new Map<string, string>(),
      nextPageToken: at + 1 < pages ? String(at + 1) : null,
    });
  },
});

test.each([
  ["labelsIn", true],
  ["labelsOut", false],
] as const)("as much as is looked through of %s is judged, to its last mail", async (field, has) => {
  const chosen = await chosenByLabel(labelOf(2_000), SyncControls.parse({ [field]: ["Label_1"] }));
  expect([chosen("m0"), chosen("m1999"), chosen("m2000")]).toEqual([has, has, !has]);
});

test.each(["labelsIn", "labelsOut"] as const)(
  "of more than that nothing is guessed: it is refused with what to do: %s",
  async (field) => {
    const chosen = chosenByLabel(labelOf(2_001), SyncControls.parse({ [field]: ["Label_1"] }));
    await expect(chosen).rejects.toMatchObject({
      code: "too_large",
      fields: { "controls.from": expect.stringMatching(/more than a million/) },
    });
  },
);
