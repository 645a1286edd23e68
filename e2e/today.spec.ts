import { expectChartsDrawn } from "./support/charts.ts";
import { ask, closeAssistant, openAssistant } from "./support/journey.ts";
import { look } from "./support/look.ts";
import { expectSound } from "./support/sound.ts";
import { approve, goTo, previewSample } from "./support/steps.ts";
import { expect, test } from "./support/test.ts";

test("the day: first steps for a newcomer, then what waits", async ({ home: page }) => {
  test.setTimeout(150_000);
  const main = page.getByRole("main");

  await test.step("the address without a path leads there; a newcomer has one button", async () => {
    await page.goto("/");
    await expect(page).toHaveURL(/\/today$/);
    await expect(page.getByRole("heading", { name: "Your first five minutes" })).toBeVisible();
    await expect(main.getByRole("link", { name: "Connect your mailbox" })).toHaveAttribute("href", "/sync");
    await expect(main.getByRole("heading", { name: "Coming up" })).toHaveCount(0);
    await expectSound(page);
    await look(page, "today-new");
  });

  await main.getByRole("link", { name: "Connect your mailbox" }).click();
  await previewSample(page);
  await approve(page);
  await goTo(page, "Today");

  await test.step("after an import it says what waits", async () => {
    for (const name of ["Coming up", "Waiting for your answer", "Interactions by week"]) {
      await expect(page.getByRole("heading", { name })).toBeVisible();
    }
    await expect(main.getByText("2 of 5")).toBeVisible();
    await expect(main.getByRole("figure")).toHaveCount(1);
    await expectChartsDrawn(page);
    await expectSound(page);
    await look(page, "today");
  });

  await test.step("asking the assistant is done with the first answer, on the page as it stands", async () => {
    await openAssistant(page);
    await ask(page, "How many contacts do I have?");
    await closeAssistant(page);
    await expect(main.getByText("3 of 5")).toBeVisible();
  });

  await test.step("the checklist can be put away, and that is remembered", async () => {
    await page.getByRole("button", { name: "Put away" }).click();
    await expect(page.getByRole("heading", { name: "First steps" })).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("heading", { name: "First steps" })).toBeVisible();
    await page.getByRole("button", { name: "Put away" }).click();
    await page.reload();
    await expect(page.getByRole("heading", { name: "Coming up" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "First steps" })).toHaveCount(0);
  });
});
