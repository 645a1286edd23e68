import { randomUUID } from "node:crypto";

import type { Page } from "@playwright/test";

import { allow, control, google } from "./support/google.ts";
import { signUp } from "./support/people.ts";
import { expectSound } from "./support/sound.ts";
import { expectAddsUp, numbersIn } from "./support/steps.ts";
import { expect, test } from "./support/test.ts";
import { refusal, watch } from "./support/watch.ts";

/** Of a mailbox with more mail than this the preview reads a part: all of the newest half, of the rest some. */
const read = 600;
const total = 660;

/** The places, newest first, that a preview of so much mail passes over. */
function unread(): Set<number> {
  const newest = read / 2;
  const share = (total - newest) / newest;
  const spread = new Set(
    Array.from({ length: newest }, (_, index) => newest + Math.floor((index + 0.5) * share)),
  );
  const places = Array.from({ length: total - newest }, (_, index) => newest + index);
  return new Set(places.filter((place) => !spread.has(place)));
}

/** A mailbox in which strangers wrote what the preview does not read, and everything else is from one person. */
async function mailboxOfSurprises(): Promise<string> {
  const account = `surprises-${randomUUID().slice(0, 8)}@harbour.example`;
  await control("/__accounts", { email: account, name: "Harriet Harbour" });
  const strangers = unread();
  const messages = Array.from({ length: total }, (_, index) => {
    const place = total - 1 - index;
    const from = strangers.has(place)
      ? `Stranger ${String(place)} <stranger${String(place)}@strangers.example>`
      : "Bert Bridge <bert@bridges.example>";
    const lines = [
      `From: ${from}`,
      `To: ${account}`,
      `Subject: Letter ${String(index)}`,
      `Date: ${new Date(Date.UTC(2025, 0, 1, index)).toUTCString()}`,
      `Message-ID: <${randomUUID()}@harbour.example>`,
      "",
      "Shall we?",
      "",
    ];
    return { raw: lines.join("\r\n") };
  });
  await control("/__deliver", { account, messages, quietly: true });
  return account;
}

/** From the account's card to the import that waits for a person. */
async function importUntilAsked(page: Page, account: string): Promise<void> {
  await page.goto("/sync?new");
  await page.getByRole("region", { name: account }).getByRole("button", { name: "Preview mail" }).click();
  await page.getByRole("button", { name: /^Approve and import/ }).click({ timeout: 60_000 });
  await expect(page.getByText("Waiting for you").first()).toBeVisible({ timeout: 60_000 });
}

test("an import that brings more people than its preview said asks: it is stopped, taken back, and let go on", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { origin } = new URL(process.env["E2E_URL"] ?? "");
  const context = await browser.newContext({ baseURL: origin });
  const page = await context.newPage();
  const wrongs = watch(page, origin);
  await signUp(page, `paused-${randomUUID().slice(0, 8)}@people.example`);
  const account = await mailboxOfSurprises();
  await page.goto("/sync");
  await page.getByRole("checkbox", { name: /^Calendar/ }).uncheck();
  await page.getByRole("button", { name: "Connect Google" }).click();
  await allow(page, account);
  const asked = /This import has made \d+ contacts, more than the \d+ of its preview/;

  await test.step("it says how many came and what was said, and adds up", async () => {
    await importUntilAsked(page, account);
    await expect(page.getByRole("status").filter({ hasText: asked })).toBeVisible();
    expectAddsUp(await numbersIn(page, "main"), "in the mailbox");
    await expectSound(page);
    // Whoever leaves finds it again from the account.
    await page.goto("/sync?new");
    const card = page.getByRole("region", { name: account });
    await expect(card.getByText("its import waits for you")).toBeVisible();
    await card.getByRole("link", { name: "Decide" }).click();
  });

  await test.step("stopped, what came stays, and it can be taken back", async () => {
    await page.getByRole("button", { name: "Stop here, keep what came" }).click();
    await expect(page.getByRole("heading", { name: /^Imported so far: / })).toBeVisible();
    const counts = await numbersIn(page, "main");
    expectAddsUp(counts, "in the mailbox");
    expect(counts["not reached"]).toBeGreaterThan(0);
    await expectSound(page);
    await page.getByRole("button", { name: "Revert" }).click();
    await expect(page.getByRole("heading", { name: /was taken back$/ })).toBeVisible({ timeout: 45_000 });
  });

  await test.step("let go on, the rest comes too, and it tells that more came than was said", async () => {
    await importUntilAsked(page, account);
    await page.getByRole("button", { name: "Import the rest too" }).click();
    const done = page.getByRole("heading", { name: `Imported ${String(total)} messages` });
    await expect(done).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText(/More people than expected: 61 of \d+ to \d+\./)).toBeVisible();
    expect(await numbersIn(page, "main")).toMatchObject({ "in the mailbox": total, stored: total });
    await expectSound(page);
  });

  await context.close();
  // On Google's page, which has no icon.
  const atGoogle = new URL(google()).origin;
  expect(wrongs.filter((wrong) => !wrong.includes(atGoogle) && !refusal.test(wrong))).toEqual([]);
});
