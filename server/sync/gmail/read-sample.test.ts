import { expect, test } from "vitest";

import { callsFor } from "./read-sample.ts";

test("a thread is read whole from three wanted messages on, each message once", () => {
  const ids = ["a1", "b1", "a2", "c1", "b2", "a3", "d1"];
  const threadOf = new Map(ids.filter((id) => id !== "d1").map((id) => [id, id.slice(0, 1)]));
  const calls = callsFor(ids, threadOf);
  expect(calls).toEqual([
    { ids: ["a1", "a2", "a3"], threadId: "a" },
    { ids: ["b1"], threadId: null },
    { ids: ["b2"], threadId: null },
    { ids: ["c1"], threadId: null },
    { ids: ["d1"], threadId: null },
  ]);
  expect(calls.flatMap((call) => call.ids).toSorted()).toEqual(ids.toSorted());
});
