import { mkdirSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { readManifest } from "#local/instance/manifest.ts";

import { expect } from "./test.ts";

const phoneMaxWidth = 767;

/** A whole way is walked on a phone too where LONG=1 asks for it; otherwise each page is looked at in that width. */
export const sizes = [
  { size: "wide", width: 1280, height: 860 },
  ...(process.env["LONG"] ? [{ size: "narrow", width: 390, height: 844 }] : []),
];

/** Where the account's consent is asked: outside of the instance's own pages. */
export function googleOrigin(): string {
  const { services } = readManifest(process.env["E2E_STATE_DIR"] ?? "") ?? {};
  if (!services?.google?.url) throw new Error("the instance has no Google");
  return new URL(services.google.url).origin;
}

export const isNarrow = (page: Page): boolean => (page.viewportSize()?.width ?? 0) <= phoneMaxWidth;

/** By the sidebar, or on a phone by the bottom bar and what lies below More. */
export async function walkTo(page: Page, name: string): Promise<void> {
  const bar = page.getByRole("navigation", { name: "Pages" });
  // What waits behind a link may stand after its name.
  const link = { name: new RegExp(`^${name}\\b`) };
  const inBar = bar.getByRole("link", link);
  if (isNarrow(page) && (await inBar.count()) === 0) {
    await bar.getByRole("button", { name: "More" }).click();
    const more = page.getByRole("navigation", { name: "More pages" });
    await more.getByRole("link", link).click();
  } else {
    await inBar.click();
  }
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
}

const field = (page: Page) => page.getByRole("textbox", { name: "Message to the assistant" });

export async function openAssistant(page: Page): Promise<void> {
  if (isNarrow(page)) {
    const bar = page.getByRole("navigation", { name: "Pages" });
    await bar.getByRole("button", { name: "Assistant" }).click();
  } else {
    await page.keyboard.press("Control+j");
  }
  await expect(field(page)).toBeFocused();
}

export async function closeAssistant(page: Page): Promise<void> {
  const name = isNarrow(page) ? "Close" : "Close the assistant";
  await page.getByRole("button", { name, exact: true }).click();
  await expect(field(page)).toHaveCount(0);
}

export async function ask(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  // Not before the answer above has ended.
  await expect(page.getByRole("button", { name: "Send", exact: true })).toBeEnabled();
  await field(page).press("Enter");
}

/** What the person at the page gets of a list, by the API behind the page. */
export async function readList(page: Page, path: string): Promise<unknown[]> {
  const response = await page.request.get(`/api/v1${path}`);
  const body: { ok: boolean; data: { items: unknown[] } } = await response.json();
  expect(body, path).toMatchObject({ ok: true });
  return body.data.items;
}

/** Nothing lies beside what the screen shows; where SCREENSHOTS names a folder, the guide's picture is kept. */
export async function station(page: Page, name: string): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `sideways scroll at ${name}`).toBeLessThanOrEqual(0);
  const keptIn = process.env["SCREENSHOTS"];
  if (!keptIn) return;
  const folder = join(keptIn, "journey");
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}-${isNarrow(page) ? "narrow" : "wide"}.png`) });
}
