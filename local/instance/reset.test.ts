import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { spawnDetached } from "#local/process/spawn.ts";
import { openRecords } from "#local/process/records.ts";
import { isRunning } from "#local/process/identity.ts";
import { reset } from "./reset.ts";

const folder = mkdtempSync(join(tmpdir(), "omnicrm-reset-"));
const stateDir = join(folder, "state");

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("what was stored goes; what can be fetched again, the journeys and what lies beside it stay", async () => {
  for (const name of ["cache", "e2e", "storage", "logs"]) {
    mkdirSync(join(stateDir, name), { recursive: true });
    writeFileSync(join(stateDir, name, "file"), "");
  }
  for (const name of ["demo.json", "secrets.json", "omnicrm.json", "../neighbour"])
    writeFileSync(join(stateDir, name), "{}");
  await reset(stateDir);
  expect(readdirSync(stateDir).sort()).toEqual(["cache", "e2e"]);
  expect(readdirSync(join(stateDir, "cache"))).toEqual(["file"]);
  expect(readdirSync(folder).sort()).toEqual(["neighbour", "state"]);
});

test("what a killed launcher left running is ended first", async () => {
  const { identity } = await spawnDetached({
    command: process.execPath,
    args: ["-e", "setInterval(() => {}, 1000)"],
    env: {},
    cwd: folder,
    logFile: join(stateDir, "logs", "worker.log"),
  });
  openRecords(stateDir).write("worker", identity);
  expect(isRunning(identity)).toBe(true);
  await reset(stateDir);
  expect(isRunning(identity)).toBe(false);
});

test("where nothing was stored there is nothing to do", async () => {
  await expect(reset(join(folder, "nowhere"))).resolves.toBeUndefined();
});
