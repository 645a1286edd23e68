import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { expect } from "./test.ts";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const contrast = ["color-contrast"];

/** No violation in light and in dark, and nothing that scrolls sideways on a phone. */
export async function expectSound(page: Page): Promise<void> {
  // The title comes after a page's first words, and anew with what changed: it is waited for, not looked at once.
  await expect(page).toHaveTitle(/./);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // The other mode opens a page of its own for each look, and our frames run no scripts anyway.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    // All else is the same in the dark.
    const { violations } = await (
      colorScheme === "light" ? axe.withTags(rules).disableRules("document-title") : axe.withRules(contrast)
    ).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
    expect(found, colorScheme).toEqual([]);
  }
  const before = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, "sideways scroll at 390 px").toBeLessThanOrEqual(0);
  if (before) await page.setViewportSize(before);
}
