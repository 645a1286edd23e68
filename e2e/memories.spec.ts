import type { Page } from "@playwright/test";

import { look } from "./support/look.ts";
import { expectSound } from "./support/sound.ts";
import { expect, test } from "./support/test.ts";

const field = (page: Page) => page.getByRole("textbox", { name: "Message to the assistant" });
const rows = (page: Page) => page.getByRole("list", { name: "Kept in mind" }).getByRole("listitem");

test("what the assistant keeps in mind is proposed, approved, listed, changed and forgotten, with undo", async ({
  home: page,
}) => {
  await test.step("the assistant proposes it", async () => {
    await page.goto("/settings/assistant");
    await expect(page.getByText("Nothing is kept yet.")).toBeVisible();
    await page.keyboard.press("Control+j");
    await field(page).fill("Remember that I sign with K.");
    await field(page).press("Enter");
    const card = page.getByRole("article", { name: /Create memory/ });
    await expect(card).toContainText("I sign with K");
    await expect(rows(page)).toHaveCount(0);
    await expectSound(page);
    await card.getByRole("button", { name: "Approve" }).click();
    await expect(rows(page)).toHaveText([/I sign with K/]);
    // What became of it is told and answered first.
    await expect(page.getByRole("article", { name: "Assistant" })).toHaveCount(2);
    await look(page, "assistant-memory");
    await page.getByRole("button", { name: "Close the assistant" }).click();
  });

  await test.step("one is added by hand, changed and deleted; each is taken back", async () => {
    await page.getByLabel("To keep in mind").fill("Call me Kim");
    await page.keyboard.press("Enter");
    await expect(rows(page)).toHaveText([/Call me Kim/, /I sign with K/]);
    await expectSound(page);
    await look(page, "settings-memories");
    await page.getByRole("button", { name: "Edit call me kim" }).click();
    await page.getByRole("textbox", { name: "Call me Kim" }).fill("Call me Kimberly");
    await page.keyboard.press("Enter");
    await expect(rows(page).first()).toContainText("Call me Kimberly");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(rows(page).first()).toContainText(/Call me Kim(?!berly)/);
    await page.getByRole("button", { name: "Delete Call me Kim" }).click();
    await expect(rows(page)).toHaveText([/I sign with K/]);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(rows(page)).toHaveText([/Call me Kim/, /I sign with K/]);
  });
});
