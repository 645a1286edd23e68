import { gzipSync } from "node:zlib";

import type { Page } from "@playwright/test";

const quietTimeoutMs = 15_000;

/** All JavaScript that a browser fetches for a page until it is quiet, what it loads later or ahead included: gzipped bytes. */
export async function fetchedScriptBytes(page: Page, path: string): Promise<number> {
  const context = page.context();
  const fresh = await context.newPage();
  const sizes = new Map<string, Promise<number>>();
  fresh.on("response", (response) => {
    if (response.request().resourceType() !== "script" || !response.ok()) return;
    const size = response.body().then(
      (body) => gzipSync(body).byteLength,
      () => 0,
    );
    sizes.set(response.url(), size);
  });
  try {
    await fresh.goto(path);
    // A page with an open stream of changes is never quiet for good.
    await fresh.waitForLoadState("networkidle", { timeout: quietTimeoutMs }).catch(() => undefined);
    return (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0);
  } finally {
    await fresh.close();
  }
}
