import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { approve, previewSample, takeBack } from "./support/steps.ts";
import { expect, test } from "./support/test.ts";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** No violation in light and in dark, and nothing that scrolls sideways on a phone. */
async function expectSound(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
    expect(found, colorScheme).toEqual([]);
  }
  const before = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, "sideways scroll at 390 px").toBeLessThanOrEqual(0);
  if (before) await page.setViewportSize(before);
}

test("signing in and up", async ({ page }) => {
  for (const path of ["/sign-in", "/sign-up"]) {
    await page.goto(path);
    await expectSound(page);
  }
});

test("every state of an import, and a contact", async ({ home: page }) => {
  test.setTimeout(180_000);
  await expectSound(page);
  await previewSample(page);
  for (const tab of ["People", "Companies", "Messages", "Left out"]) {
    await page.getByRole("tab", { name: tab }).click();
    await expect(page.getByRole("tabpanel").getByRole("status")).toHaveCount(0);
    await expectSound(page);
  }
  await approve(page);
  await expect(page.getByRole("link", { name: "Lukas Huber" })).toBeVisible();
  await expectSound(page);

  await page.getByRole("link", { name: "Lukas Huber" }).click();
  await expect(page.getByRole("heading", { name: "Timeline" })).toBeVisible();
  await expectSound(page);
  await page.getByRole("button", { name: "Edit title" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("Nephew");
  await expectSound(page);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Title changed")).toBeVisible();
  await expectSound(page);

  await page.getByRole("link", { name: "Contacts" }).click();
  await page.getByLabel("Search contacts").fill("huber");
  await expect(page.getByRole("link", { name: /Anneliese Huber/ })).toBeVisible();
  await expectSound(page);

  await page.getByRole("link", { name: /^sample\.mbox/ }).click();
  await takeBack(page);
  await expectSound(page);
});

test.describe("what is not there", () => {
  test.use({ refusalsExpected: true });

  test("is said in the same frame", async ({ home: page }) => {
    await page.goto("/contacts/nobody");
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
    await expectSound(page);
  });
});
