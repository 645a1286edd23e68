import type { Page } from "@playwright/test";

import { look } from "./support/look.ts";
import { callRest, makeKey } from "./support/program.ts";
import { expectSound } from "./support/sound.ts";
import { expect, test } from "./support/test.ts";

const field = (page: Page) => page.getByRole("textbox", { name: "Message to the assistant" });
const options = (page: Page) => page.getByRole("group", { name: "Which Anna do you mean?" });
const own = (page: Page) => page.getByRole("article", { name: "You" }).last();

async function ask(page: Page, text: string): Promise<void> {
  await expect(field(page)).toBeVisible();
  await field(page).fill(text);
  await field(page).press("Enter");
}

// While the app tells the assistant what was decided, the next question is refused, waits and is asked again by itself.
test.use({ refusalsExpected: true });

test("a name that fits two is asked for with options, which keys choose; what was chosen is seen later", async ({
  home: page,
}) => {
  const key = await makeKey(page);
  const make = async (displayName: string, email: string) =>
    (await callRest<{ id: string }>(page, key, "POST", "/contacts", { displayName, emails: [email] })).id;
  await make("Anna Berg", "anna@berg.example");
  const lind = await make("Anna Lind", "anna@lind.example");
  const notesOn = async (id: string) =>
    (await callRest<{ items: { body: string }[] }>(page, key, "GET", `/notes?contactId=${id}`)).items.map(
      ({ body }) => body,
    );
  await page.goto("/today");
  await page.getByRole("button", { name: "Assistant", exact: true }).click();
  await expect(field(page)).toBeFocused();

  await test.step("the question ends the answer, and is there again after a reload", async () => {
    await ask(page, "Note on Anna: prefers tea");
    await expect(options(page).getByRole("button")).toHaveText([/Anna Berg/, /Anna Lind/]);
    await page.reload();
    await expect(options(page).getByRole("button")).toHaveCount(2);
    await expectSound(page);
    await look(page, "assistant-choices");
  });

  await test.step("by keys alone: from the field to the second option", async () => {
    await expect(options(page).getByRole("button")).toHaveCount(2);
    await field(page).click();
    await page.keyboard.press("ArrowUp");
    await expect(options(page).getByRole("button", { name: /Anna Berg/ })).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(options(page).getByRole("button", { name: /Anna Lind/ })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(field(page)).toBeFocused();
    await expect(own(page).getByRole("link", { name: /Anna Lind/ })).toHaveAttribute(
      "href",
      `/contacts/${lind}`,
    );
    const card = page.getByRole("article", { name: /Create note/ });
    await card.getByRole("button", { name: "Approve" }).click();
    await expect.poll(() => notesOn(lind)).toEqual(["prefers tea"]);
  });

  await test.step("an old question shows what was chosen, and is not asked any more", async () => {
    await page.reload();
    const asked = page.getByRole("list", { name: "Which Anna do you mean?" });
    await expect(asked.getByRole("listitem").filter({ hasText: "Chosen" })).toHaveText(/Anna Lind/);
    await expect(options(page)).toHaveCount(0);
    await expectSound(page);
    await look(page, "assistant-chosen");
  });

  await test.step("a number chooses too, and an answer may be written instead", async () => {
    await ask(page, "Note on Anna: likes walks");
    await expect(options(page)).toBeVisible();
    await field(page).click();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("2");
    await expect(own(page)).toContainText("Anna Lind");
    await expect(page.getByRole("article", { name: /Create note/ })).toHaveCount(1);
    await expect(page.getByRole("button", { name: "Send", exact: true })).toBeVisible();

    await ask(page, "Note on Anna: sings");
    await expect(options(page)).toBeVisible();
    await ask(page, "Note on Anna Berg: sings");
    await expect(options(page)).toHaveCount(0);
    await expect(page.getByRole("list", { name: "Which Anna do you mean?" }).last()).toBeVisible();
    await expect(page.getByRole("article", { name: /Create note/ }).last()).toContainText("sings");
  });
});
