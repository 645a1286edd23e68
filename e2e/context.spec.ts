import type { Page } from "@playwright/test";

import { look } from "./support/look.ts";
import { callRest, makeKey } from "./support/program.ts";
import { expectSound } from "./support/sound.ts";
import { expect, test } from "./support/test.ts";

const field = (page: Page) => page.getByRole("textbox", { name: "Message to the assistant" });
const taken = (page: Page) => page.getByRole("list", { name: "Goes with your message" });
const own = (page: Page) => page.getByRole("article", { name: "You" }).last();

test("the assistant knows the page and who is mentioned, and shows what went with a message", async ({
  home: page,
}) => {
  const key = await makeKey(page);
  const make = async (path: string, data: object) =>
    (await callRest<{ id: string }>(page, key, "POST", path, data)).id;
  const notesOn = async (about: string) =>
    (await callRest<{ items: { body: string }[] }>(page, key, "GET", `/notes?${about}`)).items.map(
      ({ body }) => body,
    );
  const gareth = await make("/contacts", { displayName: "Gareth Llewellyn" });
  const slate = await make("/companies", { name: "Llewellyn Slate" });
  await page.goto(`/contacts/${gareth}`);
  await page.keyboard.press("Control+j");
  await expect(field(page)).toBeFocused();

  await test.step("this contact is the one on the page", async () => {
    await expect(taken(page)).toHaveText("Gareth Llewellyn");
    await expectSound(page);
    await look(page, "assistant-context");
    await field(page).fill("Note on this contact: prefers tea");
    await field(page).press("Enter");
    await expect(own(page).getByRole("link", { name: "Gareth Llewellyn" })).toHaveAttribute(
      "href",
      `/contacts/${gareth}`,
    );
    const card = page.getByRole("article", { name: /Create note/ });
    await card.getByRole("button", { name: "Approve" }).click();
    await expect.poll(() => notesOn(`contactId=${gareth}`)).toEqual(["prefers tea"]);
  });

  await test.step("taken off, the page does not go along; another record is mentioned by keys", async () => {
    // What became of the proposal is told and answered first.
    await expect(page.getByRole("article", { name: "Assistant" })).toHaveCount(2);
    await expect(page.getByRole("button", { name: "Send", exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Take off Gareth Llewellyn" }).click();
    await expect(taken(page)).toHaveCount(0);
    await expect(field(page)).toBeFocused();
    const list = page.getByRole("listbox", { name: "Records to mention" });
    await field(page).pressSequentially("Note on @");
    await expect(list.getByRole("option", { name: /Gareth Llewellyn/ })).toHaveAttribute(
      "aria-selected",
      "true",
    );
    await page.keyboard.press("Escape");
    await expect(list).toHaveCount(0);
    await expect(field(page)).toHaveValue("Note on @");
    await field(page).fill("");
    await field(page).pressSequentially("Note on @llew");
    await expect(list.getByRole("option", { name: /Gareth Llewellyn/ })).toBeVisible();
    await expect(list.getByRole("option", { name: /Llewellyn Slate/ })).toBeVisible();
    const before = await field(page).getAttribute("aria-activedescendant");
    await page.keyboard.press("ArrowDown");
    await expect(field(page)).not.toHaveAttribute("aria-activedescendant", before ?? "");
    await field(page).pressSequentially("ellyn sl");
    await expect(list.getByRole("option")).toHaveCount(1);
    await page.keyboard.press("Enter");
    await expect(field(page)).toHaveValue("Note on @Llewellyn Slate ");
    await expect(taken(page)).toHaveText("Llewellyn Slate");
    await page.keyboard.press("Backspace");
    await field(page).pressSequentially(": pays late");
    await page.keyboard.press("Enter");
    await expect(own(page)).toContainText("Note on @Llewellyn Slate: pays late");
    await expect(own(page).getByRole("link", { name: "@Llewellyn Slate" })).toHaveAttribute(
      "href",
      `/companies/${slate}`,
    );
    await page
      .getByRole("article", { name: /Create note/ })
      .last()
      .getByRole("button", { name: "Approve" })
      .click();
    await expect.poll(() => notesOn(`companyId=${slate}`)).toEqual(["pays late"]);
  });

  await test.step("the open list is sound, on a phone too", async () => {
    const list = page.getByRole("listbox", { name: "Records to mention" });
    await page.getByRole("button", { name: "New conversation" }).click();
    await field(page).pressSequentially("@");
    await expect(list).toBeVisible();
    await expectSound(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("dialog", { name: "Assistant" }).waitFor();
    await field(page).fill("");
    await field(page).pressSequentially("@");
    await expect(list).toBeVisible();
    await expectSound(page);
  });
});
