import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { checkout } from "#local/paths.ts";
import { isRunning } from "#local/process/identity.ts";
import { startThrowawayServices } from "./throwaway.ts";

const Started = z.object({
  stateDir: z.string(),
  servers: z.array(z.object({ pid: z.int(), startedAt: z.string() })),
});

const script = `
import { startThrowawayServices } from "#local/testing/throwaway.ts";
const { stateDir, postgres, redis } = await startThrowawayServices();
console.log(JSON.stringify({ stateDir, servers: [postgres.process(), redis.process()] }));
setInterval(() => {}, 1_000);
`;

test("what a killed test run left behind is swept by the next", async () => {
  const run = spawn(process.execPath, ["--input-type=module-typescript", "-e", script], { cwd: checkout });
  const [line] = (await once(run.stdout.setEncoding("utf8"), "data")) as [string];
  const { stateDir, servers } = Started.parse(JSON.parse(line));
  run.kill("SIGKILL");
  await once(run, "exit");
  expect(servers.every(isRunning)).toBe(true);

  const next = await startThrowawayServices();
  expect(servers.some(isRunning)).toBe(false);
  expect(existsSync(stateDir)).toBe(false);
  const { postgres, redis } = next;
  await next.dispose();
  expect(postgres.isRunning() || redis.isRunning() || existsSync(next.stateDir)).toBe(false);
});
