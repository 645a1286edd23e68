import type { Page } from "@playwright/test";

import { ics, vevent } from "#local/testing/calendar-files.ts";

import { look } from "./support/look.ts";
import { callRest, makeKey } from "./support/program.ts";
import { expectSound } from "./support/sound.ts";
import { approve, chooseFile } from "./support/steps.ts";
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

const soon = new Date(Date.now() + 60 * 60_000);
const stamp = (at: Date) => at.toISOString().replaceAll(/[-:]|\.\d+/g, "");

test("an event and a task that are open go with a message, and both are found by @", async ({
  home: page,
}) => {
  test.setTimeout(90_000);
  const review = ics([
    vevent([
      `DTSTART:${stamp(soon)}`,
      `DTEND:${stamp(new Date(soon.getTime() + 30 * 60_000))}`,
      `DTSTAMP:${stamp(new Date())}`,
      "UID:review@yarn.example",
      "ORGANIZER;CN=Me:mailto:me@home.example",
      "ATTENDEE;CN=Ada:mailto:ada@yarn.example",
      "SUMMARY:Loom review",
    ]),
  ]);
  await chooseFile(page, "review.ics", review);
  await approve(page);
  const key = await makeKey(page);
  const task = await callRest<{ id: string }>(page, key, "POST", "/tasks", { title: "Order yarn" });

  await test.step("the event stays open beside the assistant and is what is asked about", async () => {
    await page.goto("/calendar?view=agenda");
    await page
      .getByRole("button", { name: /Loom review/ })
      .first()
      .click();
    const event = page.getByRole("dialog", { name: "Loom review" });
    await expect(event).toBeVisible();
    await page.keyboard.press("Control+j");
    await expect(field(page)).toBeFocused();
    await expect(event).toBeVisible();
    await expect(taken(page)).toHaveText("Loom review");
    await expectSound(page);
    await look(page, "assistant-event");
    await field(page).fill("What is this?");
    await field(page).press("Enter");
    await expect(own(page).getByRole("link", { name: "Loom review" })).toHaveAttribute(
      "href",
      /^\/calendar\?event=/,
    );
    await expect(page.getByRole("article", { name: "Assistant" })).toContainText(/\w/);
  });

  await test.step("so does a task that is being changed", async () => {
    await page.goto(`/tasks?task=${task.id}`);
    await expect(taken(page)).toHaveText("Order yarn");
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(taken(page)).toHaveCount(0);
  });

  await test.step("both are mentioned", async () => {
    const list = page.getByRole("listbox", { name: "Records to mention" });
    await page.getByRole("button", { name: "New conversation" }).click();
    await field(page).pressSequentially("@yarn");
    await expect(list.getByRole("option", { name: /Order yarn/ })).toBeVisible();
    await page.keyboard.press("Enter");
    await field(page).pressSequentially("and @loom");
    await expect(list.getByRole("option", { name: /Loom review/ })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(taken(page).getByRole("listitem")).toHaveText([/Order yarn/, /Loom review/]);
    await page.keyboard.press("Enter");
    await expect(own(page).getByRole("link", { name: "@Order yarn" })).toHaveAttribute(
      "href",
      `/tasks?task=${task.id}`,
    );
    await expectSound(page);
  });
});
