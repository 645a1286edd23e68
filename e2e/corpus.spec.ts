import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

import { station, walkTo } from "./support/journey.ts";
import { approve, chooseFile, expectAddsUp, numbersIn, tabCount, takeBack } from "./support/steps.ts";
import { expect, test } from "./support/test.ts";

const file = new URL("../../shared/corpus/mailing-list-month.mbox.gz", import.meta.url);
const isThere = existsSync(file);

if (!isThere) console.warn("SKIPPED: the journey with a month of real mail; ../shared/corpus is not here.");

for (const { size, ...viewport } of [
  { size: "wide", width: 1280, height: 860 },
  { size: "narrow", width: 390, height: 844 },
]) {
  test(`a month of real mail comes in, adds up, stays its owner's, and goes out, ${size}`, async ({
    home,
    stranger,
  }) => {
    if (process.env["CI"] === "true") expect(isThere, "../shared/corpus has to be there under CI").toBe(true);
    test.skip(!isThere, "../shared/corpus is not here");
    test.setTimeout(180_000);
    const page = home;
    await page.setViewportSize(viewport);

    await chooseFile(page, "month.mbox", gunzipSync(readFileSync(file)));
    const button = page.getByRole("button", { name: "Approve and import 1,657 messages" });
    await expect(button).toBeVisible({ timeout: 60_000 });
    expect(await numbersIn(page, "main")).toEqual({ "in the file": 1659, "to import": 1657, "left out": 2 });
    await station(page, "corpus-preview");
    const people = await tabCount(page, "People");
    const companies = await tabCount(page, "Companies");
    expect(await tabCount(page, "Messages")).toBe(1657);
    expect(await tabCount(page, "Left out")).toBe(2);

    await page.getByRole("tab", { name: "Messages" }).click();
    const kinds = await numbersIn(page, "[role=tabpanel]");
    expect(kinds["In all"]).toBe(1657);
    expectAddsUp(kinds, "In all");
    await page.getByRole("tab", { name: "Left out" }).click();
    const reasons = page.getByRole("tabpanel").locator("section").first();
    await expect(reasons).toContainText("Twice in this file2");

    await approve(page);
    expect(await numbersIn(page, "main")).toEqual({
      "in the file": 1659,
      stored: 1657,
      skipped: 2,
      failed: 0,
    });
    const sentence = `${people.toLocaleString("en")} contacts and ${companies.toLocaleString("en")} companies were added.`;
    await expect(page.getByText(sentence)).toBeVisible();

    const address = page.url();
    await test.step("more contacts come while scrolling", async () => {
      await walkTo(page, "Contacts");
      const rows = page.getByRole("row");
      await expect(rows.nth(50)).toBeVisible();
      await page.keyboard.press("End");
      await expect(rows.nth(80)).toBeAttached();
    });

    await test.step("nobody else sees any of it", async () => {
      const contact = await page.getByRole("row").getByRole("link").first().getAttribute("href");
      await stranger.goto("/contacts");
      await expect(stranger.getByText("will stand here once you approve an import")).toBeVisible();
      await stranger.goto(address);
      await expect(stranger.getByText("This import was not found.")).toBeVisible();
      const answer = await stranger.request.get(`/api/v1${contact ?? ""}`);
      expect(answer.status()).toBe(404);
    });

    await page.goto(address);
    await takeBack(page);
    await expect(page.getByText("Nothing of this import is left.")).toBeVisible();
    await walkTo(page, "Contacts");
    await expect(page.getByText("will stand here once you approve an import")).toBeVisible();
  });
}
