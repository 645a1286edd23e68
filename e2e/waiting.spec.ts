import { expectAddsUp, numbersIn, previewSample } from "./support/steps.ts";
import { expect, test } from "./support/test.ts";
import { withoutWorker } from "./support/worker.ts";

test("while no worker runs the page says that it waits, and goes on by itself", async ({ home: page }) => {
  await previewSample(page);
  await withoutWorker(async () => {
    await page.getByRole("button", { name: /^Approve/ }).click();
    await expect(
      page.getByText("No worker is running: the import waits and starts by itself when one does."),
    ).toBeVisible({ timeout: 30_000 });
    expect(await numbersIn(page, "main")).toMatchObject({ "in the file": 52, stored: 0, "to go": 52 });
  });
  await expect(page.getByRole("button", { name: "Revert" })).toBeVisible({ timeout: 30_000 });
});

test("an import that is cancelled accounts for what it did, and can be taken back", async ({
  home: page,
}) => {
  await previewSample(page);
  await withoutWorker(async () => {
    await page.getByRole("button", { name: /^Approve/ }).click();
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByText("Stopped").first()).toBeVisible();
  });
  const counts = await numbersIn(page, "main");
  expect(counts["in the file"]).toBe(52);
  expectAddsUp(counts, "in the file");
  await page.getByRole("button", { name: "Revert" }).click();
  await expect(page.getByText("Nothing of this import is left but the uploaded file.")).toBeVisible({
    timeout: 30_000,
  });
});

test.describe("without the live stream", () => {
  test.use({ refusalsExpected: true });

  test("the page asks by itself", async ({ home: page }) => {
    await page.route("/api/stream", (route) => route.fulfill({ status: 503, body: "" }));
    await previewSample(page);
    await page.getByRole("button", { name: /^Approve/ }).click();
    await expect(page.getByRole("button", { name: "Revert" })).toBeVisible({ timeout: 30_000 });
  });
});
