import { mkdirSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { readManifest } from "#local/instance/manifest.ts";

import { firstLoadBytes } from "./support/first-load.ts";
import { expectSound } from "./support/sound.ts";
import { expect, test } from "./support/test.ts";

/** Every page there is, as the demo workspace shows it. */
const pages = [
  ["today", "/today"],
  ["contacts", "/contacts"],
  ["companies", "/companies"],
  ["tasks", "/tasks"],
  ["inbox", "/inbox"],
  ["calendar", "/calendar"],
  ["approvals", "/approvals"],
  ["sync", "/sync"],
  ["jobs", "/jobs"],
  ["activity", "/activity"],
  ["settings", "/settings"],
  ["assistant", "/assistant"],
] as const;

const firstLoadMaxBytes = 200 * 1024;
/** Set to keep what the pages look like, for the documentation. */
const keptIn = process.env["SCREENSHOTS"];

async function signIn(page: Page): Promise<void> {
  const { email, password } = readManifest(process.env["E2E_STATE_DIR"] ?? ".local/e2e") ?? {};
  if (!email || !password) throw new Error("there are no demo people");
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("navigation", { name: "Pages" })).toBeVisible();
}

async function keep(page: Page, name: string): Promise<void> {
  if (!keptIn) return;
  mkdirSync(keptIn, { recursive: true });
  for (const [width, height] of [
    [1280, 860],
    [390, 844],
  ] as const) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const kind = width < 500 ? "narrow" : "wide";
      await page.screenshot({ path: join(keptIn, `${name}-${kind}-${colorScheme}.png`) });
    }
  }
  await page.setViewportSize({ width: 1280, height: 860 });
}

test("each page is sound in light, dark and at 390 px, and light to load", async ({ page }) => {
  test.setTimeout(300_000);
  await signIn(page);
  const tooHeavy: string[] = [];
  for (const [name, path] of pages) {
    await test.step(path, async () => {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.waitForLoadState("networkidle");
      await expectSound(page);
      await keep(page, name);
      const bytes = await firstLoadBytes(page, path);
      console.info(`first load of ${path.padEnd(12)} ${(bytes / 1024).toFixed(0)} kB`);
      if (bytes > firstLoadMaxBytes) tooHeavy.push(`${path}: ${(bytes / 1024).toFixed(0)} kB`);
    });
  }
  expect(tooHeavy).toEqual([]);
});
