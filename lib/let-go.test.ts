import { expect, test } from "vitest";

import { letGo } from "./let-go.ts";

test("large bytes are gone at once; those that share their memory, and small ones, stay", () => {
  const outside = () => process.memoryUsage().arrayBuffers;
  const before = outside();
  const large = Buffer.alloc(32 * 1024 ** 2, 1);
  expect(outside() - before).toBeGreaterThan(30 * 1024 ** 2);
  letGo(large);
  expect(large.byteLength).toBe(0);
  expect(outside() - before).toBeLessThan(2 * 1024 ** 2);

  const whole = Buffer.alloc(64 * 1024, 1);
  letGo(whole.subarray(0, 32 * 1024));
  expect(whole.byteLength).toBe(64 * 1024);
  const small = Buffer.from("a few letters");
  letGo(small);
  expect(small.toString()).toBe("a few letters");
});
