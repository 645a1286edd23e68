import { globSync, readFileSync } from "node:fs";

import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

// What waits for processes that are killed, leases and clocks goes first: the processor is free for the others meanwhile.
const slowest = [
  "worker/kill.test.ts",
  "worker/kill-google.test.ts",
  "worker/kill-account.test.ts",
  "server/sync/live/model/",
];

class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => slowest.findIndex((path) => moduleId.includes(path));
    const sorted = await super.sort(files);
    const first = sorted.filter((file) => rank(file) >= 0).sort((a, b) => rank(a) - rank(b));
    return [...first, ...sorted.filter((file) => rank(file) < 0)];
  }
}

// LONG=1 runs all: together they take longer than a change may wait for.
const long = ["worker/kill-google.test.ts", "worker/kill-account.test.ts"];

const all = "{lib,server,drizzle,worker,local,components,bench}/**/*.test.ts";
// What puts something else in a module's place needs modules of its own.
const isolated = globSync(all).filter((file) => readFileSync(file, "utf8").includes("vi.mock("));

const exclude = ["**/node_modules/**", ...(process.env["LONG"] ? [] : long)];
const shared = {
  env: { TZ: "UTC", NODE_ENV: "test" as const },
  pool: "forks" as const,
  execArgv: ["--import", "./server/db/drizzle-imports.mjs"],
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    globalSetup: ["./local/testing/global-setup.ts"],
    maxWorkers: 2,
    sequence: { sequencer: SlowestFirst },
    reporters: [["default", { summary: false }]],
    projects: [
      {
        test: {
          ...shared,
          name: "unit",
          include: [all],
          exclude: [...exclude, ...isolated],
          isolate: false,
          setupFiles: ["./local/testing/fresh-file.ts"],
        },
      },
      { test: { ...shared, name: "isolated", include: isolated, exclude } },
    ],
  },
});
