import { expect, test } from "vitest";

import { nothingUnticked, SyncControls } from "#lib/schemas/sync-controls.ts";

import { coveredWords } from "./control-words.ts";

const calendar = (id: string) => ({ id, name: id, isReadable: true, count: 1, hasMore: false, goneAt: null });
const everything = { controls: SyncControls.parse({}), selection: nothingUnticked, content: "mail" as const };

test("what comes in reads as a sentence, whatever is left out", () => {
  expect(coveredWords("All mail", everything)).toEqual({ what: "All mail", rules: [] });
  const kinds = (...unticked: (typeof nothingUnticked)["kinds"]) =>
    coveredWords("All mail", { ...everything, selection: { ...nothingUnticked, kinds: unticked } }).what;
  expect(kinds("newsletter")).toBe("All mail but newsletters");
  expect(kinds("newsletter", "list", "automated")).toBe(
    "All mail but newsletters, mailing lists and automatic mail",
  );
  expect(
    coveredWords("All meetings", {
      controls: SyncControls.parse({ calendars: ["ada@x.example"], onlyWroteTo: false, from: "2026-01-01" }),
      selection: { ...nothingUnticked, kinds: ["person"], people: ["ann@x.example"] },
      content: "meetings",
      calendars: [calendar("ada@x.example"), calendar("team")],
    }),
  ).toEqual({
    what: "All meetings of ada@x.example but those of others",
    rules: ["from 1 Jan 2026 on", "no contact of 1 unticked person"],
  });
});
