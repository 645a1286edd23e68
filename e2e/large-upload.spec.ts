import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { mboxOf } from "./support/mailbox.ts";
import { expectSound } from "./support/sound.ts";
import { approve, numbersIn } from "./support/steps.ts";
import { expect, test } from "./support/test.ts";

const storage = process.env["E2E_STORAGE_URL"] ?? "";
test.use({ refusalsExpected: true });

/** 15 MB: three pieces. */
const month = mboxOf(
  [1, 2, 3].map((number) => ({
    id: `large-${number}@friends.example`,
    from: "Anna Sand <anna@sand.example>",
    to: "me@people.example",
    subject: `Plans, part ${number}`,
    at: new Date(Date.UTC(2026, 0, number)),
    body: "A long line of plans that goes on and on.\n".repeat(120_000),
  })),
);

/** A file of its own, so that it is the same one when it is chosen again. */
const folder = mkdtempSync(join(tmpdir(), "omnicrm-large-"));
test.afterAll(() => rmSync(folder, { recursive: true }));
const fileInput = (page: Page) => page.getByLabel(/^Drop a mailbox/);
const choose = (page: Page) => fileInput(page).setInputFiles(join(folder, "plans.mbox"));

const requests = async (): Promise<string[]> =>
  (await fetch(`${storage}/__requests`)).json() as Promise<string[]>;
const cut = (afterBytes: number, hold = false) =>
  fetch(`${storage}/__cuts`, { method: "POST", body: JSON.stringify({ method: "PATCH", afterBytes, hold }) });

test("a large file goes past the app, over a cut connection and a page that was closed, and is imported whole", async ({
  home: page,
}) => {
  test.skip(!storage, "the instance that runs already keeps its files elsewhere");
  test.setTimeout(120_000);
  writeFileSync(join(folder, "plans.mbox"), month);
  const before = (await requests()).length;
  const since = async (method: string) =>
    (await requests())
      .slice(before)
      .filter((request) => request.startsWith(`${method} /upload/resumable/sign`)).length;

  await test.step("the first piece is torn and sent on; then nobody answers any more", async () => {
    await cut(2_000_000);
    await cut(1_000_000, true);
    await choose(page);
    await expect(page.getByText(/ of 15 MB$/)).toBeVisible();
    await expect.poll(() => since("PATCH"), { timeout: 30_000 }).toBeGreaterThanOrEqual(2);
    await expectSound(page);
  });

  await test.step("after the page was closed the same file goes on from there", async () => {
    expect(await since("POST")).toBe(1);
    await page.reload();
    await choose(page);
    await expect(page.getByRole("button", { name: "Approve and import 3 messages" })).toBeVisible({
      timeout: 45_000,
    });
    expect(await since("POST")).toBe(1);
    expect(await since("HEAD")).toBeGreaterThanOrEqual(2);
  });

  await approve(page);
  expect(await numbersIn(page, "main")).toMatchObject({ "in the file": 3, stored: 3, skipped: 0, failed: 0 });

  await test.step("one that is given up takes no room, and the page goes on", async () => {
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Sync" }).click();
    await cut(1_000_000, true);
    await choose(page);
    await expect.poll(() => since("POST"), { timeout: 30_000 }).toBe(2);
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(fileInput(page)).toBeAttached();
    await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
  });
});
