import type { Page } from "@playwright/test";

import { look } from "./support/look.ts";
import { callRest, makeKey } from "./support/program.ts";
import { expectSound } from "./support/sound.ts";
import { expect, test } from "./support/test.ts";

const field = (page: Page) => page.getByRole("textbox", { name: "Message to the assistant" });
const answers = (page: Page) => page.getByRole("article", { name: "Assistant" });
const limits = (page: Page) => page.getByRole("region", { name: "Limits" });

/** Of several lines, so that it goes to the model that has a price. */
async function askAtLength(page: Page): Promise<void> {
  await field(page).fill("How many contacts do I have?\nAnd how many companies?");
  await field(page).press("Enter");
}

test("a member's limit is set, warns from 80 %, refuses by its name, and is taken away with undo", async ({
  home: page,
}) => {
  test.setTimeout(90_000);
  const key = await makeKey(page);
  const me = await callRest<{ id: string }>(page, key, "GET", "/profile");
  const spent = async () =>
    (await callRest<{ total: { costMicros: number } }>(page, key, "GET", "/usage/report")).total.costMicros;
  await page.goto("/today");
  await page.keyboard.press("Control+j");

  await test.step("an answer costs something, and says so", async () => {
    await askAtLength(page);
    await expect(answers(page).last()).toContainText(/calls? · [\d.]+k? tokens · \$0\.0\d/);
    await expect.poll(spent).toBeGreaterThan(0);
  });

  await test.step("the owner sets a limit for a member", async () => {
    const nearly = (await spent()) / 0.85 / 1_000_000;
    await page.goto("/settings/usage");
    await page.getByRole("button", { name: "Add a limit" }).click();
    await page.getByLabel("Whose").selectOption(`member:${me.id}`);
    await page.getByLabel("US dollars").fill("much");
    await page.getByLabel("Per", { exact: true }).selectOption("day");
    await page.getByRole("button", { name: "Set the limit" }).click();
    await expect(page.getByText("Please give an amount in US dollars, like 20.")).toBeVisible();
    await expectSound(page);
    await page.getByLabel("US dollars").fill(nearly.toFixed(6));
    await page.keyboard.press("Enter");
    await expect(limits(page).getByText(/8[45] % used/)).toBeVisible();
    await expectSound(page);
    await look(page, "settings-limits");
  });

  await test.step("from 80 % an answer says which limit, and how much of it is used", async () => {
    await field(page).fill("How many contacts do I have?");
    await field(page).press("Enter");
    await expect(answers(page).last()).toContainText(
      /Your budget for models, \$[\d.]+ a day, is 8[45] % used\. See the limits/,
    );
  });

  await test.step("what would pass it is refused, before anything is asked", async () => {
    const before = await spent();
    await askAtLength(page);
    const alert = answers(page).last().getByRole("alert");
    await expect(alert).toContainText(
      /Your budget for models, \$[\d.]+ a day, does not leave enough for this\./,
    );
    expect(await spent()).toBe(before);
    await expectSound(page);
    await look(page, "assistant-limit");
  });

  await test.step("without the limit it goes on; undo brings the limit back", async () => {
    await limits(page)
      .getByRole("button", { name: /^Remove: / })
      .click();
    await expect(page.getByText("Limit taken away")).toBeVisible();
    await expect(limits(page).getByText(/8[45] % used/)).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(limits(page).getByText(/8[45] % used/)).toBeVisible();
  });
});
