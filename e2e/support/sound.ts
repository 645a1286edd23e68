import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Page } from "@playwright/test";
import type axe from "axe-core";

import { expect } from "./test.ts";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** No violation in light and in dark, and nothing that scrolls sideways on a phone. */
export async function expectSound(page: Page): Promise<void> {
  // The title comes after a page's first words, and anew with what changed: it is waited for, not looked at once.
  await expect(page).toHaveTitle(/./);
  await expectNoViolation(page, [...wcag, "best-practice"]);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, "sideways scroll at 390 px").toBeLessThanOrEqual(0);
  if (before) await page.setViewportSize(before);
}

/** No violation in light and in dark, where a layer covers part of the page: best practice speaks of whole pages. */
export async function expectSoundLayer(page: Page): Promise<void> {
  await expectNoViolation(page, wcag);
}

async function expectNoViolation(page: Page, tags: string[]): Promise<void> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const light = await violations(page, {
    runOnly: tags,
    rules: { "document-title": { enabled: false } },
  });
  expect(light, "light").toEqual([]);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  // All but colours is the same in the dark.
  const dark = await violations(page, { runOnly: { type: "rule", values: ["color-contrast"] } });
  expect(dark, "dark").toEqual([]);
}

async function violations(page: Page, options: axe.RunOptions): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  return page.evaluate(
    async (given) => {
      // The source that was evaluated puts it there.
      const { violations: found } = await (window as unknown as { axe: typeof axe }).axe.run(document, given);
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
    },
    // Our frames run no scripts: axe would wait for their answer.
    { ...options, resultTypes: ["violations"], iframes: false } satisfies axe.RunOptions,
  );
}
