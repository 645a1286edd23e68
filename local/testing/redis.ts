import { randomBytes } from "node:crypto";
import { inject } from "vitest";

/** The run's Redis and a prefix that no other test file uses. */
export function testRedis(): { url: string; prefix: string } {
  return { url: inject("redisUrl"), prefix: `test-${randomBytes(6).toString("hex")}` };
}
