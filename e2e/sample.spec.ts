import {
  approve,
  expectAddsUp,
  goTo,
  numbersIn,
  previewSample,
  sample,
  tabCount,
  takeBack,
} from "./support/steps.ts";
import { expect, test } from "./support/test.ts";

const { counts } = sample;

test("a mailbox comes in, is seen first, is worked with, and goes out again", async ({ home: page }) => {
  await goTo(page, "Contacts");
  await expect(page.getByText("will stand here once you approve an import")).toBeVisible();
  await goTo(page, "Sync");

  await test.step("the preview says what would happen, and every number adds up", async () => {
    await previewSample(page);
    await expect(page.getByRole("heading", { name: "Import 50 messages from sample.mbox" })).toBeVisible();
    expect(await numbersIn(page, "main")).toEqual({ "in the file": 52, "to import": 50, "left out": 2 });
    expect(await tabCount(page, "People")).toBe(counts.people);
    expect(await tabCount(page, "Companies")).toBe(counts.companies);
    await expect(page.getByRole("tabpanel").getByRole("listitem")).toHaveCount(counts.people);

    await page.getByRole("tab", { name: "Companies" }).click();
    await expect(page.getByRole("tabpanel").getByRole("listitem")).toHaveCount(counts.companies);

    await page.getByRole("tab", { name: "Messages" }).click();
    expectAddsUp(await numbersIn(page, "[role=tabpanel]"), "In all");
    await page.getByRole("button", { name: "Show as a table" }).click();
    await expect(page.getByRole("row", { name: "In all 50" })).toBeVisible();
    await expect(page.getByRole("row", { name: "Mar 2026 18" })).toBeVisible();

    await page.getByRole("tab", { name: "Left out" }).click();
    const messages = page.getByRole("tabpanel").locator("section").first();
    await expect(messages).toContainText("Draft1");
    await expect(messages).toContainText("Twice in this file1");
    await expect(
      page.getByRole("listitem").filter({ hasText: "hello@warehouseweekly.example" }),
    ).toContainText("sends newsletters only");
  });

  await test.step("approved, it is imported and accounted for", async () => {
    await approve(page);
    await expect(page.getByRole("heading", { name: "Imported 50 messages from sample.mbox" })).toBeVisible();
    expect(await numbersIn(page, "main")).toEqual({ "in the file": 52, stored: 50, skipped: 2, failed: 0 });
    await expect(page.getByText("12 contacts and 8 companies were added.")).toBeVisible();
    await page.getByRole("link", { name: "See your contacts" }).click();
    await expect(page.getByRole("row")).toHaveCount(counts.people + 1);
  });

  await test.step("a contact has its timeline, as text", async () => {
    await page.getByRole("link", { name: "Lukas Huber" }).click();
    await expect(page.getByRole("heading", { name: "Lukas Huber", level: 1 })).toBeVisible();
    await expect(page.getByText("Acht Roboter, ein Name").first()).toBeVisible();
    await expect(page.getByRole("heading", { name: "29 May 2026" })).toBeVisible();
    await expect(page.getByText("Brennerei Oberland", { exact: true })).toBeVisible();
  });

  await test.step("an edit can be undone, and made again", async () => {
    const rename = async () => {
      await page.getByRole("button", { name: "Edit name" }).click();
      await page.getByRole("textbox", { name: "Name" }).fill("Lukas H. Huber");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { name: "Lukas H. Huber", level: 1 })).toBeVisible();
      await expect(page.getByText("Name changed")).toBeVisible();
    };
    await rename();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("heading", { name: "Lukas Huber", level: 1 })).toBeVisible();
    await rename();
  });

  await test.step("a contact is deleted, and is back", async () => {
    await goTo(page, "Contacts");
    await page.getByRole("link", { name: "Greta Holm" }).click();
    await page.getByRole("button", { name: "Delete contact" }).click();
    await expect(page.getByText("Greta Holm deleted")).toBeVisible();
    await expect(page.getByRole("link", { name: "Greta Holm" })).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("link", { name: "Greta Holm" })).toBeVisible();
  });

  await test.step("search finds by part of a name", async () => {
    await page.keyboard.press("/");
    await page.keyboard.type("zieli");
    await expect(page.getByRole("link", { name: /Tomasz Zieliński/ })).toBeVisible();
    await expect(page.getByRole("link", { name: /Lukas/ })).toHaveCount(0);
    await page.keyboard.press("Escape");
  });

  await test.step("taken back, only what was changed since stays, by name", async () => {
    await goTo(page, "Sync");
    await page.getByRole("link", { name: /^sample\.mbox/ }).click();
    await takeBack(page);
    const kept = page.getByRole("region", { name: "Kept" });
    await expect(kept.getByRole("link", { name: "Lukas H. Huber" })).toBeVisible();
    await expect(kept.getByRole("link", { name: "Greta Holm" })).toBeVisible();
    await expect(kept).not.toContainText("Priya Raman");
    await goTo(page, "Contacts");
    await expect(page.getByRole("row").filter({ has: page.getByRole("link") })).toHaveCount(2);
  });
});

test("taken back untouched, nothing is left", async ({ home: page }) => {
  await previewSample(page);
  await approve(page);
  await takeBack(page);
  await expect(page.getByText("Nothing of this import is left but the uploaded file.")).toBeVisible();
  await page.getByRole("button", { name: "Remove the file" }).click();
  await expect(page.getByText("Nothing of this import is left.", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove the file" })).toHaveCount(0);
  await goTo(page, "Contacts");
  await expect(page.getByText("will stand here once you approve an import")).toBeVisible();
});

test("discarded, a preview leaves nothing", async ({ home: page }) => {
  await previewSample(page);
  const address = page.url();
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByRole("heading", { name: "Bring in a mailbox" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Uploaded, not imported" })).toHaveCount(0);
  for (const [gone, words] of [
    [address, "This preview was not found."],
    ["/sync?preview=nothing-of-ours", "This preview was not found."],
    ["/sync?import=nothing-of-ours", "This import was not found."],
  ] as const) {
    await page.goto(gone);
    await expect(page.getByRole("main").getByRole("alert")).toContainText(words);
  }
  await page.getByRole("link", { name: "See what is here" }).click();
  await expect(page).toHaveURL(/\/sync$/);
  await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
});

test("a preview that was left is still there to go on with", async ({ home: page }) => {
  await previewSample(page);
  await page.goto("/sync");
  const kept = page.getByRole("region", { name: "Uploaded, not imported" });
  await expect(kept.getByText("Its preview waits for you")).toBeVisible();
  const left = page.url();
  await kept.getByRole("button", { name: "Open the preview of sample.mbox" }).click();
  await expect(page).not.toHaveURL(left);
  await expect(page.getByRole("button", { name: "Approve and import 50 messages" })).toBeVisible();
});

test("another answer to whose mailbox it is makes another preview", async ({ home: page }) => {
  await previewSample(page);
  await page.getByRole("button", { name: "Change" }).click();
  await page.getByLabel("Your addresses in this mailbox").fill("jonas@fjordlicht.example");
  const preview = page.getByRole("region", { name: "Preview of sample.mbox" });
  await preview.getByRole("button", { name: "Preview again" }).click();
  await expect(page.getByText("The mailbox of jonas@fjordlicht.example")).toBeVisible();
  await expect(page.getByRole("tabpanel")).toContainText("Mara Lindqvist");
});

test("a file that is not imported is deleted only after a warning", async ({ home: page }) => {
  await previewSample(page);
  await goTo(page, "Sync");
  const kept = page.getByRole("region", { name: "Uploaded, not imported" });
  await kept.getByRole("button", { name: "Remove sample.mbox" }).click();
  await expect(kept.getByText("cannot be brought back")).toBeVisible();
  await kept.getByRole("button", { name: "Keep it" }).click();
  await expect(kept.getByRole("button", { name: "Remove sample.mbox" })).toBeFocused();
  await page.keyboard.press("Enter");
  await kept.getByRole("button", { name: "Delete the file" }).click();
  await expect(page.getByText("sample.mbox removed")).toBeVisible();
  await expect(kept).toHaveCount(0);
});
