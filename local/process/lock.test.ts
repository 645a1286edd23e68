import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { checkout } from "#local/paths.ts";
import { tryLock, withLock } from "./lock.ts";
import { waitFor } from "./wait.ts";

const folder = mkdtempSync(join(tmpdir(), "omnicrm-lock-"));
const path = join(folder, "lock");

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("one caller holds it at a time", async () => {
  const order: string[] = [];
  const work = (name: string) =>
    withLock(path, 5_000, async () => {
      order.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 30));
      order.push(`${name} out`);
    });
  await Promise.all([work("a"), work("b"), work("c")]);
  for (let index = 0; index < 6; index += 2) {
    expect(order[index]?.replace("in", "out")).toBe(order[index + 1]);
  }
  await expect(
    withLock(path, 1_000, async () => withLock(path, 50, () => Promise.resolve())),
  ).rejects.toThrow("stayed locked");
});

test("a holder that is killed holds it no more", async () => {
  const script = `import { tryLock } from "#local/process/lock.ts"; tryLock(${JSON.stringify(path)}); console.log("held"); setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ["--input-type=module-typescript", "-e", script], { cwd: checkout });
  await once(holder.stdout, "data");
  expect(tryLock(path)).toBeNull();
  holder.kill("SIGKILL");
  const lock = await waitFor(() => tryLock(path), { timeoutMs: 2_000 });
  expect(lock).not.toBeNull();
  lock?.release();
});
