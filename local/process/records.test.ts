import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { identify } from "./identity.ts";
import { openRecords } from "./records.ts";

test("who was started is known as long as it runs, also where the state directory was removed", () => {
  const stateDir = mkdtempSync(join(tmpdir(), "omnicrm-records-"));
  const self = identify(process.pid);
  if (self === null) throw new Error("this process cannot be identified");
  openRecords(stateDir).write("web", self);
  openRecords(stateDir).write("worker", { ...self, startedAt: "earlier" });
  expect(openRecords(stateDir).living("web")).toEqual(self);
  expect(openRecords(stateDir).living("worker")).toBeNull();
  rmSync(stateDir, { recursive: true });
  expect(openRecords(stateDir).living("web")).toEqual(self);
  openRecords(stateDir).forget("web");
  expect(openRecords(stateDir).living("web")).toBeNull();
});
