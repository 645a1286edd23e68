import { randomUUID } from "node:crypto";

import { type Browser, expect, type Page, test as base } from "@playwright/test";

import "./instance.ts";
import { signUp } from "./people.ts";
import { refusal, watch } from "./watch.ts";

interface Fixtures {
  /** Where mailboxes come in, of somebody who has just signed up, in a workspace of their own. */
  home: Page;
  /** Another one, who knows nothing of the first. */
  stranger: Page;
}

interface Options {
  /** Set where a journey provokes refusals (4xx), which the browser then logs. */
  refusalsExpected: boolean;
}

const origin = (): string => {
  const url = process.env["E2E_URL"];
  if (!url) throw new Error("E2E_URL is not set: the global setup did not run");
  return new URL(url).origin;
};

async function withPerson(browser: Browser, options: Options, use: (page: Page) => Promise<void>) {
  const context = await browser.newContext({ baseURL: origin() });
  const page = await context.newPage();
  const wrongs = watch(page, origin());
  await signUp(page, `person-${randomUUID().slice(0, 8)}@people.example`);
  await page.goto("/sync");
  await expect(page.getByRole("heading", { name: "Bring in a mailbox" })).toBeVisible();
  await use(page);
  await context.close();
  expect(wrongs.filter((wrong) => !(options.refusalsExpected && refusal.test(wrong)))).toEqual([]);
}

export const test = base.extend<Fixtures & Options>({
  refusalsExpected: [false, { option: true }],
  // The base page too is one of the instance, and watched.
  page: async ({ browser, refusalsExpected }, use) => {
    const context = await browser.newContext({ baseURL: origin() });
    const page = await context.newPage();
    const wrongs = watch(page, origin());
    await use(page);
    await context.close();
    expect(wrongs.filter((wrong) => !(refusalsExpected && refusal.test(wrong)))).toEqual([]);
  },
  home: async ({ browser, refusalsExpected }, use) => withPerson(browser, { refusalsExpected }, use),
  stranger: async ({ browser, refusalsExpected }, use) => withPerson(browser, { refusalsExpected }, use),
});

export { expect };
