import type { Page } from "@playwright/test";

import { firstLoadScripts } from "#local/testing/first-load.ts";

/** What a browser has to fetch of JavaScript before the page works, gzipped, in bytes. */
export async function firstLoadBytes(page: Page, path: string): Promise<number> {
  const scripts = await firstLoadScripts(page.request, path);
  return scripts.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
}
