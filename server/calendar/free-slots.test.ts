import { expect, test } from "vitest";

import { freeSlots } from "./free-slots.ts";

const at = (instant: string) => Date.parse(instant);
const span = (start: string, end: string) => ({ startMs: at(start), endMs: at(end) });
const wanted = {
  minutes: 60,
  workStart: "09:00",
  workEnd: "17:00",
  timeZone: "Europe/Berlin",
  weekends: false,
  limit: 50,
};
const startsOf = (choice: Partial<Parameters<typeof freeSlots>[0]>) =>
  freeSlots({
    ...wanted,
    from: new Date("2026-03-27T00:00:00Z"),
    to: new Date("2026-03-31T00:00:00Z"),
    busy: [],
    ...choice,
  }).map(({ startMs }) => new Date(startMs).toISOString().slice(5, 16));

test("working hours by the clocks of the zone, over the change to summer time, without the weekend", () => {
  const starts = startsOf({});
  expect(starts).toHaveLength(16);
  // Friday in winter time, Monday in summer time.
  expect([starts[0], starts[7], starts[8]]).toEqual(["03-27T08:00", "03-27T15:00", "03-30T07:00"]);
  expect(startsOf({ weekends: true, limit: 20 })).toContain("03-28T08:00");
});

test("nothing stands over what is taken, nor before the period or after it, and it begins on the quarter", () => {
  const busy = [
    span("2026-03-27T08:20:00Z", "2026-03-27T09:05:00Z"),
    span("2026-03-27T07:00:00Z", "2026-03-27T08:10:00Z"),
    span("2026-03-27T11:00:00Z", "2026-03-27T15:30:00Z"),
  ];
  expect(startsOf({ busy, to: new Date("2026-03-27T23:00:00Z") })).toEqual(["03-27T09:15"]);
  expect(startsOf({ from: new Date("2026-03-27T14:07:00Z"), to: new Date("2026-03-27T23:00:00Z") })).toEqual([
    "03-27T14:15",
  ]);
});

test("whatever is taken, what is found is free, within hours and apart from each other", () => {
  let seed = 7;
  const random = (max: number) => (seed = (seed * 48_271) % 2_147_483_647) % max;
  for (let round = 0; round < 50; round++) {
    const busy = Array.from({ length: random(12) }, () => {
      const startMs = at("2026-03-27T00:00:00Z") + random(96 * 60) * 60_000;
      return { startMs, endMs: startMs + (5 + random(240)) * 60_000 };
    });
    const found = freeSlots({
      ...wanted,
      minutes: 5 + random(90),
      from: new Date("2026-03-27T00:00:00Z"),
      to: new Date("2026-03-31T00:00:00Z"),
      busy,
    });
    for (const [index, slot] of found.entries()) {
      expect(busy.some(({ startMs, endMs }) => startMs < slot.endMs && endMs > slot.startMs)).toBe(false);
      expect(slot.startMs).toBeGreaterThanOrEqual(found[index - 1]?.endMs ?? 0);
    }
  }
});
