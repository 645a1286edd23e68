import { mkdirSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "@playwright/test";

/**
 * Keeps what a page looks like in the middle of a journey, where SCREENSHOTS names a folder: in one of their own, since
 * pages.spec.ts keeps the pages of the demo workspace under the same names.
 */
export async function look(page: Page, name: string): Promise<void> {
  const keptIn = process.env["SCREENSHOTS"];
  if (!keptIn) return;
  const folder = join(keptIn, "steps");
  mkdirSync(folder, { recursive: true });
  for (const [kind, width, height] of [
    ["wide", 1280, 860],
    ["narrow", 390, 844],
  ] as const) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.waitForTimeout(250);
      await page.screenshot({ path: join(folder, `${name}-${kind}-${colorScheme}.png`), fullPage: true });
    }
  }
  await page.setViewportSize({ width: 1280, height: 860 });
}
