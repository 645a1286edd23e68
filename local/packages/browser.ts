import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";
import { checkout, nodeModules } from "#local/paths.ts";
import { hasApt, installPackages, isRoot } from "./apt.ts";
import { findOnPath } from "./find-on-path.ts";

// The first is the same browser without a window to draw, and a fifth faster.
const names = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];
const macPath = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
const installTimeoutMs = 600_000;

/** A browser that is there already: the one that CHROME_PATH names, the machine's, or Playwright's own. */
export function installedBrowser(): string | null {
  const named = process.env["CHROME_PATH"];
  if (named !== undefined && named !== "") return named;
  const found = names.flatMap((name) => findOnPath(name) ?? [])[0];
  return found ?? [macPath, chromium.executablePath()].find((path) => existsSync(path)) ?? null;
}

/** Finds a browser or installs one. Throws a sentence with what to do where neither is possible. */
export async function ensureBrowser(): Promise<string> {
  const present = installedBrowser();
  if (present !== null) return present;
  const attempts = [
    () => installByApt("chromium-headless-shell"),
    () => installByApt("chromium"),
    installByPlaywright,
  ];
  const reasons: string[] = [];
  for (const attempt of attempts) {
    try {
      await attempt();
    } catch (error) {
      reasons.push(error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error));
    }
    const installed = installedBrowser();
    if (installed !== null) return installed;
  }
  throw new Error(
    `There is no browser for the journeys. Install Chromium or Chrome, or name one with CHROME_PATH. (${reasons.join("; ")})`,
  );
}

async function installByApt(browser: string): Promise<void> {
  if (!hasApt() || !isRoot()) throw new Error("apt: not possible here without root");
  await installPackages([browser, "fonts-liberation"]);
}

async function installByPlaywright(): Promise<void> {
  const script = join(nodeModules, "@playwright/test/cli.js");
  await promisify(execFile)(process.execPath, [script, "install", "chromium"], {
    cwd: checkout,
    timeout: installTimeoutMs,
    maxBuffer: 64_000_000,
  });
}
