import { setTimeout as wait } from "node:timers/promises";

import { expect, test } from "vitest";

import { concurrently } from "./concurrently.ts";

const items = Array.from({ length: 30 }, (_, index) => index);

test("keeps the order, and never more at once than the width", async () => {
  let running = 0;
  let most = 0;
  const results = await concurrently(items, 4, async (item) => {
    most = Math.max(most, ++running);
    await wait((item % 3) * 2);
    running--;
    return item * 2;
  });
  expect(results).toEqual(items.map((item) => item * 2));
  expect(most).toBe(4);
});

test("after an error nothing is begun, and nothing is left under way", async () => {
  const begun: number[] = [];
  let running = 0;
  const work = concurrently(items, 4, async (item) => {
    begun.push(item);
    running++;
    await wait(item === 2 ? 1 : 5);
    running--;
    if (item === 2) throw new Error("no");
  });
  await expect(work).rejects.toThrow("no");
  expect(begun).toEqual([0, 1, 2, 3]);
  expect(running).toBe(0);
});

test("what is begun before it may no longer is all there, in order", async () => {
  let weight = 0;
  const work = async (item: number) => {
    await wait((item % 3) * 2);
    weight += 10;
    return item;
  };
  const results = await concurrently(items, 4, work, () => weight < 50);
  expect(results.length).toBeGreaterThanOrEqual(5);
  expect(results.length).toBeLessThanOrEqual(8);
  expect(results).toEqual(items.slice(0, results.length));
});
