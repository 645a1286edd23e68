import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{lib,server,drizzle,worker,local,components,bench}/**/*.test.ts"],
    globalSetup: ["./local/testing/global-setup.ts"],
    env: { TZ: "UTC", NODE_ENV: "test" },
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: [["default", { summary: false }]],
  },
});
