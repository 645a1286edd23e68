import type { Page } from "@playwright/test";

import { expect } from "./test.ts";

/** Until each chart of the page, fetched only when it comes near, has drawn bars of some height. */
export async function expectChartsDrawn(page: Page): Promise<void> {
  const charts = await page.getByRole("main").locator("figure > div > [role=img]").all();
  for (const chart of charts) {
    await chart.scrollIntoViewIfNeeded();
    const bars = chart.locator(".recharts-bar-rectangle path");
    const highest = async () =>
      Math.max(0, ...(await bars.evaluateAll((all) => all.map((bar) => bar.getBoundingClientRect().height))));
    await expect.poll(highest).toBeGreaterThan(2);
  }
}
