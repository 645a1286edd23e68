import type { BrowserContext } from "@playwright/test";

import { mails, me } from "./support/inbox-mails.ts";
import { importMailbox, mboxOf } from "./support/mailbox.ts";
import { makeKey } from "./support/program.ts";
import { expectSound } from "./support/sound.ts";
import { expect, test } from "./support/test.ts";
import { watch } from "./support/watch.ts";

test("conversations are found, read, and acted on; a hostile mail does nothing", async ({ home: page }) => {
  test.setTimeout(240_000);
  await test.step("an empty inbox leads to where mail comes in", async () => {
    await page.goto("/inbox");
    await expect(page.getByText("Your conversations will stand here")).toBeVisible();
    await expectSound(page);
    await page.getByRole("link", { name: "Bring in a mailbox" }).click();
    await expect(page.getByRole("heading", { name: "Sync", level: 1 })).toBeVisible();
  });

  const key = await makeKey(page);
  await importMailbox(page, key, mboxOf(mails), me);
  await page.goto("/inbox");
  const list = page.getByRole("region", { name: "Conversations" });
  const rows = list.getByRole("listitem");
  const row = (text: string) => rows.filter({ hasText: text });
  const thread = page.getByRole("article");

  await test.step("more comes while scrolling", async () => {
    await expect(rows).toHaveCount(50);
    await list.getByRole("button", { name: "Show more" }).scrollIntoViewIfNeeded();
    await expect(rows).toHaveCount(63);
    await expect(list.getByRole("button", { name: "Show more" })).toHaveCount(0);
    await expectSound(page);
  });

  await test.step("what comes meanwhile stands at the top, however far one has scrolled", async () => {
    const [first] = mails;
    if (!first) throw new Error("there are no mails");
    const late = { ...first, id: "late@sand.example", subject: "Only just now", at: new Date() };
    await importMailbox(page, key, mboxOf([late]), me);
    await expect(rows.first()).toContainText("Only just now");
    await expect(rows).toHaveCount(64);
  });

  await test.step("filters narrow the list, and stay in the address", async () => {
    await list.getByRole("button", { name: "Waiting for you" }).click();
    await expect(rows).toHaveCount(1);
    await expect(row("Renewal")).toContainText("Waiting");
    await expect(page).toHaveURL(/filter=waiting/);
    await page.reload();
    await expect(rows).toHaveCount(1);
    await list.getByRole("button", { name: "People only" }).click();
    await expect(row("Lunch number 3").first()).toBeVisible();
    await expect(row("Ten things")).toHaveCount(0);
    await list.getByRole("button", { name: "Inbox", exact: true }).click();
    await expect(row("Ten things")).toBeVisible();
  });

  await test.step("a conversation is found and opened by keys", async () => {
    await page.keyboard.press("/");
    await page.keyboard.type("renewal terms");
    await expect(rows).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(rows).toHaveCount(50);
    await page.getByRole("searchbox", { name: "Search mail" }).fill("renewal terms");
    await expect(rows).toHaveCount(1);
    await page.getByRole("searchbox", { name: "Search mail" }).blur();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/inbox\/[0-9a-f-]{36}/);
    await expect(thread.getByRole("heading", { name: "Renewal", level: 2 })).toBeVisible();
    await expect(page).toHaveTitle(/Renewal/);
  });

  await test.step("the newest mail is open, its own words first", async () => {
    await expect(thread.getByRole("heading", { level: 3 })).toHaveCount(3);
    await expect(thread.getByText("Shall we sign this week?")).toBeVisible();
    await expect(thread.getByText("Head of Purchasing")).toHaveCount(0);
    await thread.getByRole("button", { name: "Signature and quoted text" }).click();
    await expect(thread.getByText("Head of Purchasing")).toBeVisible();
    await expect(thread.getByRole("link", { name: "https://terms.example/2027" })).toHaveAttribute(
      "rel",
      /noopener/,
    );
    await thread.getByRole("button", { name: /Me.*Could you send me/ }).click();
    await expect(thread.getByText("Gladly. Could you send me the terms?", { exact: true })).toBeVisible();
    await expectSound(page);
  });

  await test.step("its attachment can be saved", async () => {
    const href = await thread.getByRole("link", { name: /terms\.csv/ }).getAttribute("href");
    const saved = await page.request.get(href ?? "", { headers: { "sec-fetch-site": "same-origin" } });
    expect(saved.headers()["content-disposition"]).toContain("terms.csv");
    expect(await saved.text()).toContain("seats,120");
  });

  await test.step("a task is made from it, and taken back", async () => {
    await thread.getByRole("button", { name: "Create task" }).click();
    await expect(page.getByText("Task made: Answer Anna Sand: Renewal")).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("The task is gone again")).toBeVisible();
  });

  await test.step("on a phone list and conversation follow each other", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(list).toBeHidden();
    await thread.getByRole("link", { name: "Back to the conversations" }).click();
    await expect(list).toBeVisible();
    await expect(thread).toBeHidden();
    await page.setViewportSize({ width: 1280, height: 860 });
  });

  await test.step("a hostile mail is text, and its frame runs and fetches nothing", async () => {
    await page.goto("/inbox");
    await row("Your parcel").getByRole("link").click();
    await expect(thread.getByRole("heading", { level: 2 })).toContainText("<script>");
    await expect(page).toHaveTitle(/document\.title='ran'/);
    await expectSound(page);
    await expectHarmlessFrame(page.context(), page.url());
  });

  await test.step("the conversation is put to the assistant, and its people are a press away", async () => {
    await page.goto("/inbox");
    await page.getByRole("searchbox", { name: "Search mail" }).fill("renewal");
    await expect(rows).toHaveCount(1);
    await row("Renewal").getByRole("link").click();
    await thread.getByRole("button", { name: "Summarise" }).click();
    const panel = page.getByRole("complementary", { name: "Assistant" });
    const asked = panel.getByRole("article", { name: "You" });
    await expect(asked).toContainText("Summarise this conversation");
    await expect(asked.getByRole("link", { name: /Renewal/ })).toHaveAttribute(
      "href",
      /^\/inbox\/[\da-f-]{36}$/,
    );
    await expect(panel.getByRole("article", { name: "Assistant" })).toContainText(/mails? in .*Renewal/);
    await thread.getByRole("link", { name: "Open contact" }).click();
    await expect(page.getByRole("heading", { name: "Anna Sand", level: 1 })).toBeVisible();
  });
});

/** What the journey itself asks inside a frame that runs no script: the browser reports it for an empty mail too. */
const asked = /^console: Blocked script execution/;

async function expectHarmlessFrame(context: BrowserContext, url: string): Promise<void> {
  const page = await context.newPage();
  const wrongs = watch(page, new URL(url).origin);
  await page.goto(url);
  const answered = page.waitForResponse(
    (response) => response.url().endsWith("/html") && response.request().method() === "GET",
  );
  await page.getByRole("button", { name: "Show formatted" }).click();
  const answer = await answered;
  const headers = answer.headers();
  expect(headers["content-security-policy"]).toMatch(/default-src 'none'.*frame-ancestors 'self'; sandbox/);
  expect(headers["x-frame-options"]).toBeUndefined();
  await expect(page.locator("iframe")).toHaveAttribute(
    "sandbox",
    "allow-popups allow-popups-to-escape-sandbox",
  );
  await expect(page.getByRole("button", { name: "Show images" })).toBeVisible();
  const html = await answer.text();
  expect(html).not.toMatch(/<script|\son\w+\s*=|javascript:|url\(|http-equiv/i);
  expect(html.match(/evil\.example[^"<]*/g)).toEqual(["evil.example/go"]);

  const frame = page.frameLocator("iframe");
  await expect(frame.getByText("Dear customer, your parcel waits.")).toBeVisible();
  await expect(frame.getByText("Nothing covers the page.")).toHaveCSS("position", "static");
  await expect(frame.getByRole("link", { name: "Collect it" })).toHaveAttribute("target", "_blank");
  await expect(frame.getByText("Track it")).not.toHaveAttribute("href", /./);
  await expect(frame.locator("script, form, iframe, svg, input, meta[http-equiv], base, link")).toHaveCount(
    0,
  );
  await expect(page).toHaveTitle(/document\.title='ran'/);
  expect(wrongs.filter((wrong) => !asked.test(wrong))).toEqual([]);
  await page.close();
}

test.describe("what is somebody else's", () => {
  test.use({ refusalsExpected: true });

  test("a conversation is not there", async ({ home: page, stranger }) => {
    test.setTimeout(120_000);
    const key = await makeKey(page);
    await importMailbox(page, key, mboxOf(mails.slice(0, 1)), me);
    await page.goto("/inbox");
    await page.getByRole("region", { name: "Conversations" }).getByRole("link").first().click();
    await expect(page.getByRole("article").getByText("Shall we renew?", { exact: true })).toBeVisible();
    await stranger.goto(page.url());
    await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("There is nothing here");
    await expect(stranger.getByText("Shall we renew?")).toHaveCount(0);
  });
});
