import { setTimeout as sleep } from "node:timers/promises";

import type { Page } from "@playwright/test";

import type { Route } from "./routes.ts";

const linkTimeoutMs = 5_000;

/** A path of this route that shows something; null where the demo workspace links to none. */
export async function addressOf(page: Page, { pattern }: Route): Promise<string | null> {
  if (!pattern.includes("[")) return pattern;
  await page.goto(pattern.slice(0, pattern.indexOf("/[")));
  const shape = new RegExp(`^${pattern.replaceAll(/\[[^\]]+\]/g, "[^/?#]+")}$`);
  const givenUpAt = Date.now() + linkTimeoutMs;
  while (Date.now() < givenUpAt) {
    const hrefs = await page
      .locator("a[href]")
      .evaluateAll((links) =>
        links.map((link) => new URL(link.getAttribute("href") ?? "", location.href).pathname),
      );
    const found = hrefs.find((href) => shape.test(href));
    if (found !== undefined) return found;
    await sleep(100);
  }
  return null;
}
