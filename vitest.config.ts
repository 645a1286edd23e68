import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

// What waits for processes that are killed, leases and clocks goes first: the processor is free for the others meanwhile.
const slowest = ["worker/kill.test.ts", "worker/kill-google.test.ts", "server/sync/live/model/"];

class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => slowest.findIndex((path) => moduleId.includes(path));
    const sorted = await super.sort(files);
    const first = sorted.filter((file) => rank(file) >= 0).sort((a, b) => rank(a) - rank(b));
    return [...first, ...sorted.filter((file) => rank(file) < 0)];
  }
}

// LONG=1 runs all: together they take longer than a change may wait for.
const long = [
  "worker/kill-google.test.ts",
  "server/assistant/adversary.test.ts",
  "server/assistant/scenarios/benign.test.ts",
  "server/assistant/scenarios/guards.test.ts",
];

export default defineConfig({
  test: {
    include: ["{lib,server,drizzle,worker,local,components,bench}/**/*.test.ts"],
    exclude: ["**/node_modules/**", ...(process.env["LONG"] ? [] : long)],
    globalSetup: ["./local/testing/global-setup.ts"],
    env: { TZ: "UTC", NODE_ENV: "test" },
    pool: "forks",
    maxWorkers: 2,
    sequence: { sequencer: SlowestFirst },
    execArgv: ["--import", "./server/db/drizzle-imports.mjs"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: [["default", { summary: false }]],
  },
});
