import { readFileSync } from "node:fs";

import type { Page } from "@playwright/test";

import { expect } from "./test.ts";

/** The invented mailbox that the page offers. */
export const sample = {
  file: () => readFileSync(new URL("../../app/(workspace)/sample-mailbox/sample.mbox", import.meta.url)),
  counts: { total: 52, store: 50, skip: 2, people: 12, companies: 8 },
};

export async function chooseFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page
    .getByLabel("Drop a mailbox or calendar file here, or choose one")
    .setInputFiles({ name, mimeType: "application/octet-stream", buffer });
}

/** From the empty page to the sample's preview. */
export async function previewSample(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Use a sample mailbox" }).click();
  await expect(page.getByRole("button", { name: "Approve and import 50 messages" })).toBeVisible();
}

/** From the preview to the finished import. */
export async function approve(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Approve and import/ }).click();
  await expect(page.getByRole("button", { name: "Revert" })).toBeVisible({ timeout: 45_000 });
}

/** From the finished import to what taking it back left. */
export async function takeBack(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Revert" }).click();
  await expect(page.getByRole("heading", { name: /was taken back$/ })).toBeVisible({ timeout: 45_000 });
}

/** By the frame, as people go. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
}

const numberOf = (text: string): number => Number(text.replaceAll(/[^\d]/g, ""));

/** Each row of the lists of terms below `scope`, by its label: "in the file" gives 52. */
export async function numbersIn(page: Page, scope: string): Promise<Record<string, number>> {
  const rows = await page
    .locator(`${scope} dl > div:has(dt)`)
    .evaluateAll((elements) =>
      elements.map((element) => [
        element.querySelector("dt")?.textContent ?? "",
        element.querySelector("dd")?.textContent ?? "",
      ]),
    );
  return Object.fromEntries(rows.map(([label = "", value = ""]) => [label.trim(), numberOf(value)]));
}

/** The number behind a tab's label: "People +12" gives 12. */
export async function tabCount(page: Page, label: string): Promise<number> {
  return numberOf((await page.getByRole("tab", { name: label }).textContent()) ?? "");
}

/** What adds up to the last row of a list of counts must do so. */
export function expectAddsUp(counts: Record<string, number>, total: string): void {
  const { [total]: all, ...parts } = counts;
  expect(Object.values(parts).reduce((sum, one) => sum + one, 0)).toBe(all);
}
