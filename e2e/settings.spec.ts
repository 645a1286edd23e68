import { signUp } from "./support/people.ts";
import { expectSound } from "./support/sound.ts";
import { expect, test } from "./support/test.ts";

test("who you are, what programs may, and what this runs on", async ({ home: page }) => {
  test.setTimeout(120_000);
  await page.goto("/settings");
  await test.step("the profile, with undo", async () => {
    await page.getByRole("button", { name: "Edit name" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Ada Byron");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Name changed")).toBeVisible();
    await page.getByLabel("Time zone").selectOption("Europe/Berlin");
    await expect(page.getByText("Time zone changed")).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByLabel("Time zone")).toHaveValue("UTC");
    await expectSound(page);
  });

  await test.step("a key: made, shown once, revoked for good", async () => {
    await page.goto("/settings/keys");
    await expectSound(page);
    await page.getByRole("button", { name: "Create a key" }).click();
    await page.getByLabel("Name").fill("Reports");
    await page.getByText("All that you may").click();
    await page.getByRole("button", { name: "Create the key" }).click();
    await expect(page.getByText(/It is shown this once/)).toBeVisible();
    const shown = page.locator("code").filter({ hasText: /^ocrm_/ });
    const key = (await shown.textContent()) ?? "";
    await page.getByRole("button", { name: "I have copied it" }).click();
    const asked = () => page.request.get("/api/v1/contacts", { headers: { authorization: `Bearer ${key}` } });
    expect((await asked()).status()).toBe(200);
    await page.reload();
    await expect(page.getByText(key)).toHaveCount(0);
    await page.getByRole("button", { name: "Revoke Reports" }).click();
    await expect(page.getByText("it never comes back")).toBeVisible();
    await expectSound(page);
    await page.getByRole("button", { name: "Revoke for good" }).click();
    await expect(page.getByText("Revoked", { exact: true })).toBeVisible();
    expect((await asked()).status()).toBe(401);
  });

  await test.step("a key with fewer rights", async () => {
    await page.getByRole("button", { name: "Create a key" }).click();
    await page.getByLabel("Name").fill("Reader");
    await page.getByLabel("Tasks").selectOption("write");
    await expectSound(page);
    await page.getByRole("button", { name: "Create the key" }).click();
    await page.getByRole("button", { name: "I have copied it" }).click();
    await expect(page.getByText("Contacts (read), Tasks (write)")).toBeVisible();
  });

  await test.step("an address to ignore, with undo; on a phone the tab is in sight", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("/settings/ignored");
    const tabs = page.getByRole("navigation", { name: "Settings" });
    for (const name of ["Profile", "Ignored", "System"]) {
      await expect(tabs.getByRole("link", { name })).toBeInViewport({ ratio: 1 });
    }
    await page.getByLabel("Address or domain").fill("Shop.example");
    await page.getByRole("button", { name: "Ignore", exact: true }).click();
    await expect(page.getByText("shop.example is ignored")).toBeVisible();
    const row = page.getByRole("listitem").filter({ hasText: /^shop\.example/ });
    await expect(row).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(row).toHaveCount(0);
    await page.setViewportSize({ width: 1280, height: 860 });
  });

  await test.step("Google, the assistant and the system", async () => {
    for (const [name, words] of [
      ["Google", "Connecting reads nothing yet."],
      ["Assistant", "A demo model answers."],
      ["System", "What stands in runs on this machine"],
    ] as const) {
      await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name }).click();
      await expect(page.getByText(words)).toBeVisible();
      await expectSound(page);
    }
  });
});

test.describe("somewhere else", () => {
  test.use({ timezoneId: "Europe/Stockholm" });

  test("a newcomer's times are those of their browser, said once and taken back", async ({ page }) => {
    await signUp(page, `person-${crypto.randomUUID()}@people.example`);
    await page.goto("/today");
    const said = page.getByText("Times are shown for Europe/Stockholm");
    await expect(said).toBeVisible();
    await page.goto("/settings");
    await expect(page.getByLabel("Time zone")).toHaveValue("Europe/Stockholm");
    await page.getByLabel("Time zone").selectOption("UTC");
    await expect(page.getByText("Time zone changed")).toBeVisible();
    await page.reload();
    await expect(page.getByLabel("Time zone")).toHaveValue("UTC");
    await expect(said).toBeHidden();
  });
});
