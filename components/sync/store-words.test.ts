import { expect, test } from "vitest";

import { nothingUnticked, SyncControls } from "#lib/schemas/sync-controls.ts";
import { PreviewResult } from "#lib/schemas/previews.ts";

import { isStoreEstimated, storeWords } from "./store-words.ts";

const preview = (sampled: number, store = 898) => ({
  source: "gmail" as const,
  content: "mail" as const,
  counts: { total: 1_200, store, skip: 1_200 - store, people: 10, companies: 2 },
  controls: SyncControls.parse({}),
  selection: nothingUnticked,
  result: PreviewResult.parse({
    skipBy: {},
    byMonth: [],
    bySenderKind: { person: 898, newsletter: 302, automated: 0, list: 0, own: 0 },
    samples: [],
    peopleKnown: 0,
    companiesKnown: 0,
    leftOutBy: {},
    listAddresses: [],
    mailboxGuess: null,
    warnings: [],
    firstAt: null,
    lastAt: null,
    estimate: {
      sampled,
      of: 1_200,
      peopleRange: { from: 9, to: 20 },
      companiesRange: { from: 2, to: 5 },
      quotaUnits: 0,
      expectedSeconds: 1,
    },
  }),
});

const unticked = { ...nothingUnticked, kinds: ["newsletter" as const] };

test("the number of messages is exact until it depends on what only a part was asked for", () => {
  expect(storeWords(preview(600))).toEqual({
    title: "Import 898 messages",
    approve: "Approve and import 898 messages",
  });
  expect(storeWords({ ...preview(600), selection: unticked })).toEqual({
    title: "Import about 898 messages",
    approve: "Approve and import about 898 messages",
  });
  expect(storeWords({ ...preview(1_200), selection: unticked }).title).toBe("Import 898 messages");
  expect(storeWords({ ...preview(600, 0), selection: unticked }).title).toBe("Probably nothing to import");
  expect(storeWords(preview(600, 0)).title).toBe("Nothing to import");
});

test("senders, labels and whom one wrote to are known of that part alone; dates, searches and people are not asked of it", () => {
  const of = (controls: object, selection: object = {}) =>
    isStoreEstimated({
      ...preview(600),
      controls: SyncControls.parse(controls),
      selection: { ...nothingUnticked, ...selection },
    });
  expect(of({}, { labels: ["Label_1"] })).toBe(true);
  expect(of({}, { senders: ["ann@here.example"] })).toBe(true);
  expect(of({ onlyWroteTo: true })).toBe(true);
  expect(of({ excluded: ["bridges.example"] })).toBe(true);
  expect(of({ from: "2026-01-01", query: "harbour", labelsOut: ["Label_1"] })).toBe(false);
  expect(of({}, { people: ["ann@here.example"], domains: ["a.example"], companies: ["a.example"] })).toBe(
    false,
  );
});
