import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { createReader } from "./reader.ts";

const answers: (() => void)[] = [];
const fetched = vi.fn(
  () =>
    new Promise<Response>((resolve) => {
      answers.push(() => resolve(Response.json({ ok: true, data: answers.length })));
    }),
);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", fetched);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  fetched.mockClear();
  answers.length = 0;
});

test("many tellings become one reading, and one more for what came meanwhile", async () => {
  const results: unknown[] = [];
  const reader = createReader("/jobs/1", (result) => results.push(result));
  for (let told = 0; told < 20; told++) reader.soon();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(fetched).toHaveBeenCalledTimes(1);

  reader.soon();
  reader.now();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(fetched).toHaveBeenCalledTimes(1);

  answers[0]?.();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(fetched).toHaveBeenCalledTimes(2);
  answers[1]?.();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(fetched).toHaveBeenCalledTimes(2);
  expect(results).toHaveLength(2);
});

test("what it was told is forgotten when there is nothing to wait for any more", async () => {
  const reader = createReader("/jobs/1", () => undefined);
  reader.soon();
  reader.rest();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(fetched).not.toHaveBeenCalled();
  reader.soon();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(fetched).toHaveBeenCalledTimes(1);
});

test("stopped, it reads no more", async () => {
  const reader = createReader("/jobs/1", () => undefined);
  reader.soon();
  reader.stop();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(fetched).not.toHaveBeenCalled();
});
