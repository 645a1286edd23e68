import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { identify, isRunning } from "./identity.ts";
import { openRecords } from "./records.ts";
import { sendSignal, stopProcess } from "./stop.ts";

const started: number[] = [];
const stateDir = mkdtempSync(join(tmpdir(), "omnicrm-process-"));

afterEach(() => {
  for (const pid of started.splice(0)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // Ended by the test.
    }
  }
  rmSync(stateDir, { recursive: true, force: true });
});

/** A process that has said that it is ready; what it does then is the script's. */
async function sleeper(script = "echo ready; sleep 60") {
  const child = spawn("sh", ["-c", script], { stdio: ["ignore", "pipe", "ignore"] });
  await once(child.stdout, "data");
  const pid = child.pid ?? 0;
  started.push(pid);
  const identity = identify(pid);
  if (identity === null) throw new Error("it should run");
  return { child, identity };
}

test("a process is told from a later one with the same number, which is left alone", async () => {
  const { child, identity } = await sleeper();
  const earlier = { pid: identity.pid, startedAt: "some other boot:42" };
  const records = openRecords(stateDir);
  records.write("web", earlier);

  expect(records.living("web")).toBeNull();
  expect(sendSignal(earlier, "SIGKILL")).toBe(false);
  await stopProcess(earlier, { steps: [{ signal: "SIGTERM", graceMs: 100 }], group: true });
  expect(child.exitCode).toBeNull();
  expect(isRunning(identity)).toBe(true);

  records.write("web", identity);
  expect(records.living("web")).toEqual(identity);
  expect(records.names()).toEqual(["web"]);
});

test("what ignores the polite signal is killed after its grace", async () => {
  const { child, identity } = await sleeper("trap '' TERM; echo ready; while :; do sleep 0.05; done");
  const began = performance.now();
  await stopProcess(identity, { steps: [{ signal: "SIGTERM", graceMs: 300 }] });
  expect(isRunning(identity)).toBe(false);
  expect(performance.now() - began).toBeGreaterThan(250);
  if (child.signalCode === null) await once(child, "exit");
  expect(child.signalCode).toBe("SIGKILL");
});

test("a record that is damaged counts as none", () => {
  const records = openRecords(stateDir);
  expect(records.living("worker")).toBeNull();
  expect(records.names()).toEqual([]);
});
