import type { Page } from "@playwright/test";

import { previewSample } from "./support/steps.ts";
import { expect, test } from "./support/test.ts";

test.use({ refusalsExpected: true });

/** Answers every reading of an import as it would be while no worker runs, until told otherwise. */
async function withoutWorker(page: Page): Promise<{ workerStarts: () => void }> {
  let absent = true;
  await page.route(/\/api\/v1\/batches\/[^/]+$/, async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as { data: object };
    const waiting = { status: "queued", waitingForWorker: true, progress: { done: 0, total: 52 } };
    await route.fulfill({ response, json: absent ? { ...body, data: { ...body.data, ...waiting } } : body });
  });
  return { workerStarts: () => (absent = false) };
}

test("while no worker runs the page says that it waits, and goes on by itself", async ({ home: page }) => {
  const { workerStarts } = await withoutWorker(page);
  // Without a stream the page asks by itself.
  await page.route("/api/stream", (route) => route.fulfill({ status: 503, body: "" }));
  await previewSample(page);
  await page.getByRole("button", { name: /^Approve/ }).click();
  const sentence = page.getByText(
    "No worker is running: the import waits and starts by itself when one does.",
  );
  await expect(sentence).toBeVisible();
  workerStarts();
  await expect(page.getByRole("button", { name: "Take it back" })).toBeVisible();
});
