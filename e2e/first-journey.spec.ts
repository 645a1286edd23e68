import { randomUUID } from "node:crypto";

import type { Page } from "@playwright/test";

import {
  ask,
  closeAssistant,
  googleOrigin,
  openAssistant,
  readList,
  sizes,
  station,
  walkTo,
} from "./support/journey.ts";
import { signUpByForm } from "./support/people.ts";
import { expectAddsUp, numbersIn } from "./support/steps.ts";
import { expect, test } from "./support/test.ts";
import { refusal, watch } from "./support/watch.ts";

const account = "ada.lindqvist@lindqvist-roux.example";
const answers = (page: Page) => page.getByRole("article", { name: "Assistant" });

for (const { size, ...viewport } of sizes) {
  test(`from signing up to a CRM that answers, and back, ${size}`, async ({ browser, stranger }) => {
    test.setTimeout(300_000);
    const origin = new URL(process.env["E2E_URL"] ?? "").origin;
    const context = await browser.newContext({ baseURL: origin, viewport });
    const page = await context.newPage();
    const wrongs = watch(page, origin);
    const main = page.getByRole("main");
    const facts = { address: "" };

    await test.step("a newcomer is shown the first steps", async () => {
      await signUpByForm(page, `newcomer-${randomUUID().slice(0, 8)}@people.example`);
      await expect(page).toHaveURL(/\/today$/);
      await expect(main.getByRole("heading", { name: "Your first five minutes" })).toBeVisible();
      await station(page, "1-today");
      await main.getByRole("link", { name: "Connect your mailbox" }).click();
      await expect(page.getByRole("heading", { name: "Sync", level: 1 })).toBeVisible();
    });

    await test.step("Google is asked, and allows it", async () => {
      await expect(page.getByRole("button", { name: "Connect Google" })).toBeVisible();
      await station(page, "2-connect");
      await page.getByRole("button", { name: "Connect Google" }).click();
      await expect(page.getByRole("heading", { name: "Sign in with Google" })).toBeVisible();
      await page.getByRole("radio", { name: account }).check();
      await station(page, "3-google");
      await page.getByRole("button", { name: "Allow" }).click();
      await expect(page.getByText("Connected. Nothing has been read yet")).toBeVisible();
    });

    await test.step("what would come in is seen first, and stored only then", async () => {
      const card = page.getByRole("region", { name: account });
      await card.getByRole("button", { name: "Preview mail" }).click();
      const approve = page.getByRole("button", { name: /^Approve and import/ });
      await expect(approve).toBeVisible({ timeout: 90_000 });
      expectAddsUp(await numbersIn(page, "main"), "in the mailbox");
      await expect(page.getByRole("tabpanel").getByRole("status")).toHaveCount(0);
      await station(page, "4-preview");
      expect((await readList(page, "/contacts")).length).toBe(0);
      await approve.click();
    });

    await test.step("it is watched until it is done", async () => {
      await expect(page.getByRole("heading", { name: /^Importing/ })).toBeVisible();
      await expect(page.getByRole("progressbar")).toBeVisible();
      await station(page, "5-importing");
      await expect(page.getByRole("heading", { name: /^Imported/ })).toBeVisible({ timeout: 150_000 });
      const counts = await numbersIn(page, "main");
      expectAddsUp(counts, "in the mailbox");
      expect(counts["stored"]).toBeGreaterThan(300);
      await station(page, "6-imported");
    });

    await test.step("the contacts are there, each with what happened", async () => {
      await walkTo(page, "Contacts");
      const name = "Gareth Llewellyn";
      await page.getByRole("searchbox", { name: "Search contacts" }).fill(name);
      await main.getByRole("link", { name }).first().click();
      await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
      facts.address = page.url();
      const timeline = page.getByRole("region", { name: "Timeline" });
      const entry = timeline
        .getByRole("listitem")
        .filter({ has: page.getByRole("button") })
        .first();
      await entry.getByRole("button").first().click();
      await expect(entry.getByRole("link", { name: "Open the conversation" })).toBeVisible();
      await station(page, "7-record");
    });

    await test.step("the assistant answers from it, with the mails it rests on", async () => {
      await openAssistant(page);
      await ask(page, "Who is waiting for my answer?");
      await expect(answers(page).first()).toContainText(/for your answer/);
      await expect(answers(page).first().getByRole("link").first()).toHaveAttribute("href", /^\//);
      await expect(answers(page).first()).toContainText(/\d calls? ·/);
      await station(page, "8-answer");
    });

    await test.step("what it wants to write waits for a yes", async () => {
      await ask(page, "Remind me to call Gareth Llewellyn tomorrow");
      const card = page.getByRole("article", { name: /^Create task/ });
      await expect(card).toBeVisible();
      await expect(answers(page).nth(1)).toContainText(/\d calls? ·/);
      expect(await readList(page, "/tasks")).toEqual([]);
      await station(page, "9-proposal");
      await card.getByRole("button", { name: "Approve" }).click();
      await expect(page.getByText(/^Created task/)).toBeVisible();
      await expect(page.getByText("You approved: create a task")).toBeVisible();
      await closeAssistant(page);
      await walkTo(page, "Tasks");
      await expect(main.getByRole("button", { name: /Gareth Llewellyn/ }).first()).toBeVisible();
      await expect(main.getByRole("link", { name: "Gareth Llewellyn" })).toBeVisible();
      await station(page, "10-task");
    });

    await test.step("it is taken back", async () => {
      await walkTo(page, "Activity");
      const row = page
        .getByRole("region", { name: "What changed" })
        .getByRole("listitem")
        .filter({ hasText: /Assistant created task/ });
      await expect(row.getByRole("button", { name: "Revert" })).toBeVisible();
      await station(page, "11-activity");
      await row.getByRole("button", { name: "Revert" }).click();
      await expect(row.getByText("Taken back")).toBeVisible();
      await walkTo(page, "Tasks");
      await expect(main.getByRole("button", { name: "Add a task" })).toBeVisible();
      expect(await readList(page, "/tasks")).toEqual([]);
    });

    await test.step("nobody else has seen any of it", async () => {
      for (const path of ["/contacts", "/companies", "/tasks", "/threads"]) {
        expect(await readList(stranger, path), path).toEqual([]);
      }
      const answer = await stranger.request.get(`/api/v1${new URL(facts.address).pathname}`);
      expect(answer.status()).toBe(404);
    });

    await test.step("the import is reverted, and with it all that it brought", async () => {
      await walkTo(page, "Sync");
      const card = page.getByRole("region", { name: account });
      await card
        .getByRole("listitem")
        .filter({ hasText: "Mail" })
        .getByRole("link", { name: "Open" })
        .click();
      await page.getByRole("button", { name: "Revert" }).click();
      await expect(page.getByRole("heading", { name: /was taken back$/ })).toBeVisible({ timeout: 120_000 });
      const recent = page.getByRole("region", { name: "Recent imports" });
      await expect(recent).toContainText("Nothing of it is left");
      await expect(card.getByText("Mail nothing of it is imported yet")).toBeVisible();
      await station(page, "12-reverted");
      await walkTo(page, "Contacts");
      await expect(main.getByRole("link", { name: "Connect your mailbox" })).toBeVisible();
      for (const path of ["/contacts", "/companies", "/threads"]) {
        expect(await readList(page, path), path).toEqual([]);
      }
    });

    await context.close();
    // On Google's page, which has no icon.
    const atGoogle = googleOrigin();
    expect(wrongs.filter((wrong) => !wrong.includes(atGoogle) && !refusal.test(wrong))).toEqual([]);
  });
}
