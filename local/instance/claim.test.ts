import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { claimState, whenUnclaimed } from "./claim.ts";

const stateDir = mkdtempSync(join(tmpdir(), "omnicrm-claim-"));
const url = "http://localhost:3999";

afterAll(() => {
  rmSync(stateDir, { recursive: true });
});

test("a state directory has one launcher; a second one is told where the first runs", async () => {
  const claim = await claimState(stateDir, url);
  await expect(claimState(stateDir, "http://localhost:4000")).rejects.toThrow(
    `OmniCRM is already running at ${url} (state: ${stateDir}).`,
  );
  let swept = false;
  await whenUnclaimed(stateDir, async () => {
    swept = true;
    await Promise.resolve();
  });
  expect(swept).toBe(false);
  claim.release();
});

test("one that is stopping is waited for", async () => {
  const claim = await claimState(stateDir, url);
  claim.announceStop();
  const next = claimState(stateDir, url);
  setTimeout(() => {
    claim.release();
  }, 300);
  (await next).release();
});

test("a state directory that was removed does not stand in the way of stopping", async () => {
  const removed = mkdtempSync(join(tmpdir(), "omnicrm-claim-"));
  const claim = await claimState(removed, url);
  rmSync(removed, { recursive: true });
  expect(() => claim.announceStop()).not.toThrow();
  claim.release();
});
