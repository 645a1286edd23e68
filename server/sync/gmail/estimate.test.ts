import { expect, test } from "vitest";

import type { PreviewResult } from "#lib/schemas/previews.ts";

import { estimateAll } from "./estimate.ts";
import { sampleOf } from "./sample.ts";
import { scaled } from "./scaled.ts";

/** Even numbers of a small linear generator: the same on every run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ;) yield (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
}

test("what was read whole is exact", () => {
  expect(estimateAll([3, 1, 1], 5, 5)).toEqual({ likely: 3, from: 3, to: 3 });
});

test("the range holds the truth for people who write seldom and often", () => {
  const random = numbers(7);
  let held = 0;
  const rounds = 200;
  for (let round = 0; round < rounds; round++) {
    const people = 50 + (round % 10) * 40;
    const total = 3_000;
    // Some write a hundred times as much as others.
    const mailbox = Array.from({ length: total }, () => Math.floor(people * (random.next().value ?? 0) ** 2));
    const truth = new Set(mailbox).size;
    const seen = new Map<number, number>();
    for (let read = 0; read < 600; read++) {
      const person = mailbox[Math.floor(total * (random.next().value ?? 0))] ?? 0;
      seen.set(person, (seen.get(person) ?? 0) + 1);
    }
    const { from, likely, to } = estimateAll([...seen.values()], 600, total);
    expect(from).toBeLessThanOrEqual(likely);
    expect(likely).toBeLessThanOrEqual(to);
    if (truth >= from && truth <= to) held++;
  }
  expect(held / rounds).toBeGreaterThan(0.95);
});

test("a sample is half the newest and half spread over the rest, without doubles", () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => String(index));
  const sample = sampleOf(ids);
  expect(sample).toHaveLength(600);
  expect(new Set(sample).size).toBe(600);
  expect(sample.slice(0, 300)).toEqual(ids.slice(0, 300));
  expect(Number(sample.at(-1))).toBeGreaterThan(9_900);
  expect(sampleOf(ids.slice(0, 600))).toEqual(ids.slice(0, 600));
  expect(new Set(sampleOf(ids.slice(0, 601))).size).toBe(600);
});

test("scaled counts add up to the whole", () => {
  const result = {
    byMonth: [
      { month: "2026-01", count: 3 },
      { month: "2026-02", count: 3 },
      { month: null, count: 1 },
    ],
    bySenderKind: { person: 3, newsletter: 3, automated: 1, list: 0, own: 0 },
  } as PreviewResult;
  const { byMonth, bySenderKind } = scaled(result, 100);
  expect(byMonth.reduce((sum, { count }) => sum + count, 0)).toBe(100);
  expect(Object.values(bySenderKind).reduce((sum, count) => sum + count, 0)).toBe(100);
  expect(bySenderKind.list).toBe(0);
});
