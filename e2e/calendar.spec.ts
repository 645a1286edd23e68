import { randomUUID } from "node:crypto";

import type { Page } from "@playwright/test";

import { look } from "./support/look.ts";
import { approveByRest } from "./support/mailbox.ts";
import { signUp } from "./support/people.ts";
import { callRest, makeKey } from "./support/program.ts";
import { expectSound } from "./support/sound.ts";
import { expect, test } from "./support/test.ts";
import { watch } from "./support/watch.ts";

const account = "ada.lindqvist@lindqvist-roux.example";

/** Connects the demo account and brings in its calendar. */
async function bringInCalendar(page: Page): Promise<void> {
  const key = await makeKey(page);
  await page.goto("/sync?new");
  await page.getByRole("checkbox", { name: /^Mail/ }).uncheck();
  await page.getByRole("button", { name: "Connect Google" }).click();
  await page.getByRole("radio", { name: new RegExp(account) }).check();
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByRole("heading", { name: "Sync", level: 1 })).toBeVisible();
  const { items } = await callRest<{ items: { id: string; provider: string }[] }>(
    page,
    key,
    "GET",
    "/connections",
  );
  const connectionId = items.find(({ provider }) => provider === "google")?.id;
  const { id } = await callRest<{ id: string }>(page, key, "POST", "/previews", {
    connectionId,
    source: "calendar",
  });
  await approveByRest(page, key, id);
}

test("a calendar is empty first, then shows weeks and what comes, and each event", async ({ browser }) => {
  test.setTimeout(240_000);
  const url = process.env["E2E_URL"] ?? "";
  const context = await browser.newContext({ baseURL: new URL(url).origin });
  const page = await context.newPage();
  const wrongs = watch(page, new URL(url).origin);
  await signUp(page, `calendar-${randomUUID().slice(0, 8)}@people.example`);

  await test.step("empty, it leads to where a calendar comes in", async () => {
    await page.goto("/calendar");
    await expect(page.getByText("Your meetings will stand here")).toBeVisible();
    await expectSound(page);
    await page.getByRole("link", { name: "Bring in a calendar" }).click();
    await expect(page.getByRole("heading", { name: "Sync", level: 1 })).toBeVisible();
  });

  expect(wrongs).toEqual([]);
  await bringInCalendar(page);
  // On the way lies the page that stands in for Google's, which is not ours to watch.
  wrongs.length = 0;
  const week = page.getByRole("region", { name: "Week" });
  const agenda = page.getByRole("region", { name: "Agenda" });
  const heading = page.getByRole("heading", { level: 2 });

  await test.step("a week has its seven days, and events at their hours", async () => {
    await page.goto("/calendar");
    await expect(week.getByRole("heading", { level: 3 })).toHaveCount(7);
    await expect(week.getByRole("heading", { name: /, today$/ })).toHaveCount(1);
    await expect(week.locator("[data-event]").first()).toBeVisible();
    await expectSound(page);
  });

  await test.step("keys go to other weeks and back to today", async () => {
    const thisWeek = (await heading.textContent()) ?? "";
    await page.keyboard.press("ArrowRight");
    await expect(page).toHaveURL(/date=/);
    await expect(heading).not.toHaveText(thisWeek);
    await page.keyboard.press("ArrowLeft");
    await expect(heading).toHaveText(thisWeek);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("t");
    await expect(page).toHaveURL(/\/calendar$/);
    await expect(heading).toHaveText(thisWeek);
  });

  await test.step("an event opens beside where it stands, and by its address", async () => {
    const events = week.locator("[data-event]");
    await events.first().click();
    const popover = page.getByRole("dialog");
    await expect(popover.getByRole("heading", { level: 3 })).toBeVisible();
    await expect(page).toHaveURL(/event=[0-9a-f-]{36}/);
    const title = (await popover.getByRole("heading", { level: 3 }).textContent()) ?? "";
    await page.reload();
    await expect(page.getByRole("dialog").getByRole("heading", { name: title })).toBeVisible();
    await expectSound(page);
    await page.keyboard.press("Escape");
    await expect(popover).toHaveCount(0);
    await expect(page).not.toHaveURL(/event=/);
  });

  await test.step("the agenda lists what comes by day; a series says how it repeats", async () => {
    await page.getByText("Agenda", { exact: true }).click();
    await expect(page).toHaveURL(/view=agenda/);
    await expect(agenda.getByRole("heading", { level: 3 }).first()).toBeVisible();
    await page.keyboard.press("j");
    await expect(agenda.locator("[data-event]").first()).toBeFocused();
    await agenda
      .locator("[data-event]")
      .filter({ has: page.getByLabel("Repeats") })
      .first()
      .click();
    await expect(page.getByRole("dialog").getByText(/^Every /)).toBeVisible();
    await page.keyboard.press("Escape");
    await expectSound(page);
  });

  await test.step("a phone shows the agenda", async () => {
    await page.goto("/calendar");
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(week).toBeHidden();
    await expect(agenda).toBeVisible();
    await expectSound(page);
    const shown = (await heading.textContent()) ?? "";
    await page.getByRole("link", { name: "Week after" }).click();
    await expect(page).toHaveURL(/date=/);
    await expect(heading).not.toHaveText(shown);
    await page.getByRole("main").getByRole("link", { name: "Today" }).click();
    await expect(page).toHaveURL(/\/calendar$/);
    await look(page, "calendar-phone");
  });

  await context.close();
  expect(wrongs).toEqual([]);
});
