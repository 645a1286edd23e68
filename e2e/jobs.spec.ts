import { look } from "./support/look.ts";
import { expectSound } from "./support/sound.ts";
import { previewSample } from "./support/steps.ts";
import { expect, test } from "./support/test.ts";
import { withoutWorker } from "./support/worker.ts";

test("jobs are told while they wait and when they ended, can be stopped and run again", async ({
  home: page,
}) => {
  test.setTimeout(120_000);
  await page.goto("/jobs");
  await expect(page.getByText("Imports, syncs and whatever else takes longer")).toBeVisible();
  await expectSound(page);
  await page.goto("/sync");
  await previewSample(page);
  const jobs = page.getByRole("region", { name: "Jobs" }).getByRole("listitem");
  const imported = jobs.filter({ has: page.getByRole("button", { name: "Import", exact: true }) });

  await withoutWorker(async () => {
    await page.getByRole("button", { name: /^Approve/ }).click();
    await expect(page.getByRole("button", { name: "Cancel" })).toBeVisible();
    await page.goto("/jobs");
    await expect(imported.getByText("No worker is running")).toBeVisible({ timeout: 30_000 });
    await expectSound(page);
    await imported.getByRole("button", { name: "Stop" }).click();
    await expect(imported.getByText("Stopped")).toBeVisible();
    await imported.getByRole("button", { name: "Retry" }).click();
    await expect(imported.getByRole("button", { name: "Stop" })).toBeVisible();
  });

  await expect(imported.getByText("Done")).toBeVisible({ timeout: 30_000 });
  await imported.getByRole("button", { name: "Import", exact: true }).click();
  await expect(imported.getByText("Ended")).toBeVisible();

  const log = imported.getByRole("region", { name: "Log" }).getByRole("listitem");
  await expect(log.first()).toContainText("Done");
  await expect(log.last()).toContainText("Asked for");
  await expect(log.filter({ hasText: "Stopped" })).toHaveCount(1);
  await expect(log.filter({ hasText: "Asked for again" })).toHaveCount(1);
  const messages = imported.getByRole("region", { name: "Its messages" });
  await expect(messages.getByRole("listitem")).toHaveCount(20);
  await messages.getByRole("button", { name: "Show more" }).click();
  await expect(messages.getByRole("listitem")).toHaveCount(40);
  const changed = imported.getByRole("region", { name: "What it changed" });
  await expect(changed.getByRole("link")).toHaveCount(1);
  await expectSound(page);
  await look(page, "job");
  await messages.getByRole("link").first().click();
  await expect(page).toHaveURL(/\/inbox\//);
  await page.goBack();
  await page.getByText("Failed", { exact: true }).click();
  await expect(page.getByText("Nothing has failed.")).toBeVisible();
});
