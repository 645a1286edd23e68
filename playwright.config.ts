import { defineConfig } from "@playwright/test";

import { installedBrowser } from "#local/packages/browser.ts";

process.env["TZ"] = "UTC";
const executablePath = installedBrowser();

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  // LONG=1 runs all: together they take longer than a change may wait for.
  testIgnore: process.env["LONG"] ? [] : ["**/calendars.spec.ts", "**/files.spec.ts", "**/mail.spec.ts"],
  globalSetup: "./e2e/support/global-setup.ts",
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env["CI"]),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  outputDir: "test-results",
  use: {
    // What is never there fails in its own line, long before the journey's time is up.
    actionTimeout: 20_000,
    viewport: { width: 1280, height: 860 },
    locale: "en-GB",
    timezoneId: "UTC",
    contextOptions: { reducedMotion: "reduce" },
    // A trace takes as long as the journey itself: TRACE=1 keeps those of what fails.
    trace: process.env["TRACE"] ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-dev-shm-usage",
        "--disable-gpu",
      ],
    },
  },
});
