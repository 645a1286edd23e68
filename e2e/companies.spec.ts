import { look } from "./support/look.ts";
import { expectSound } from "./support/sound.ts";
import { approve, goTo, previewSample } from "./support/steps.ts";
import { expect, test } from "./support/test.ts";

test("companies: listed, made, changed, deleted and back; a company has its people", async ({
  home: page,
}) => {
  test.setTimeout(150_000);
  await previewSample(page);
  await approve(page);
  await goTo(page, "Companies");
  const rows = page.getByRole("table", { name: "Companies" }).getByRole("link");
  await expect(rows).toHaveCount(8);
  await expectSound(page);
  await look(page, "companies");

  await test.step("a column is drawn wider, and stays so", async () => {
    const handle = page.getByRole("separator", { name: "Width of Name" });
    const domain = page.getByRole("columnheader", { name: "Domain" });
    const before = (await domain.boundingBox())?.width ?? 0;
    const box = await handle.boundingBox();
    if (!box) throw new Error("there is nothing to draw by");
    await page.mouse.move(box.x + 4, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + 104, box.y + 10, { steps: 4 });
    await page.mouse.up();
    const after = (await domain.boundingBox())?.width ?? 0;
    expect(before - after).toBeGreaterThan(90);
    await page.reload();
    await expect(rows).toHaveCount(8);
    expect(Math.abs(((await domain.boundingBox())?.width ?? 0) - after)).toBeLessThan(3);
    await expectSound(page);
    await handle.dblclick();
    expect(Math.abs(((await domain.boundingBox())?.width ?? 0) - before)).toBeLessThan(3);
  });

  await test.step("a name that is too long is not cut: it is said, and stays to be mended", async () => {
    await page.keyboard.press("c");
    const dialog = page.getByRole("dialog", { name: "New company" });
    await dialog.getByLabel("Name").fill("a".repeat(5_000));
    await dialog.getByRole("button", { name: "Add company" }).click();
    await expect(dialog.getByText("At most 200 characters.")).toBeVisible();
    await expect(dialog.getByLabel("Name")).toHaveValue("a".repeat(5_000));
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  });

  await test.step("found by a part of its name", async () => {
    await page.keyboard.press("/");
    await page.keyboard.type("oberland");
    await expect(page.getByRole("link", { name: /Brennerei Oberland/ })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(rows).toHaveCount(8);
  });

  await test.step("e opens a row to be changed, and the name of a record", async () => {
    await rows.first().focus();
    await page.keyboard.press("e");
    const name = page.getByRole("main").getByRole("textbox", { name: "Name", exact: true });
    await expect(name).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Edit name" })).toBeFocused();
    await page.keyboard.press("e");
    await expect(name).toBeFocused();
    await page.keyboard.press("Escape");
    await goTo(page, "Companies");
    await expect(rows).toHaveCount(8);
  });

  await test.step("Escape right after e is not lost while the record is on its way", async () => {
    const { promise: pressed, resolve: letGo } = Promise.withResolvers<undefined>();
    const isWanted = (url: URL) => url.pathname.startsWith("/companies/") && url.searchParams.has("_rsc");
    await page.route(isWanted, async (route) => {
      await pressed;
      await route.continue();
    });
    await rows.first().focus();
    await page.keyboard.press("e");
    await page.keyboard.press("Escape");
    letGo(undefined);
    await expect(page.getByRole("button", { name: "Edit name" })).toBeVisible();
    await expect(page).toHaveURL(/\/companies\/[0-9a-f-]{36}$/);
    await page.unroute(isWanted);
    await page.goBack();
    await expect(rows).toHaveCount(8);
  });

  await test.step("a record has its people, and is changed in place", async () => {
    await page.getByRole("link", { name: "Brennerei Oberland" }).click();
    await expect(page.getByRole("heading", { name: "Brennerei Oberland", level: 1 })).toBeVisible();
    await expect(page.getByRole("table", { name: "Contacts" }).getByRole("link").first()).toBeVisible();
    await expectSound(page);
    await look(page, "company");
    const timeline = page.getByRole("region", { name: "Timeline" });
    await expect(timeline.getByRole("listitem").first()).toContainText(/Received|Sent/);
    await timeline.getByRole("button", { name: "Notes" }).click();
    await expect(timeline.getByText("Nothing of this kind has happened with this company.")).toBeVisible();
    await timeline.getByRole("button", { name: "Notes" }).click();
    await page.getByRole("button", { name: "Edit domain" }).click();
    await page.getByRole("textbox", { name: "Domain" }).fill("not a domain");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert").filter({ hasText: /domain|check/i })).toBeVisible();
    await page.getByRole("textbox", { name: "Domain" }).fill("oberland.example");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Domain changed")).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("Undone")).toBeVisible();
    await expect(page.getByText("oberland.example", { exact: true })).toHaveCount(0);
  });

  await test.step("people of it are shown in contacts", async () => {
    await page.getByRole("link", { name: "Show in contacts" }).click();
    await expect(page.getByRole("button", { name: "Not only Brennerei Oberland" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Lukas Huber" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Greta Holm" })).toHaveCount(0);
    await page.getByRole("button", { name: "Not only Brennerei Oberland" }).click();
    await expect(page.getByRole("link", { name: "Greta Holm" })).toBeVisible();
    await expect(page.getByRole("status").filter({ hasText: "12 people" })).toBeVisible();
    await page.getByRole("button", { name: "Any company" }).click();
    await page.getByLabel("Find a company").fill("oberland");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /Brennerei Oberland/ })
      .click();
    await expect(page.getByRole("link", { name: "Greta Holm" })).toHaveCount(0);
    await page.getByLabel("How long quiet").selectOption("30");
    await expect(page).toHaveURL(/company=.+&quiet=30/);
  });

  await test.step("a new one, deleted from its page and back", async () => {
    await goTo(page, "Companies");
    await expect(rows).toHaveCount(8);
    await page.keyboard.press("c");
    const form = page.getByRole("dialog", { name: "New company" });
    await form.getByLabel("Name").fill("Acme");
    await form.getByLabel("Domain").fill("https://www.acme.example/team");
    await form.getByRole("button", { name: "Add company" }).click();
    await expect(page.getByRole("heading", { name: "Acme", level: 1 })).toBeVisible();
    await expect(page.getByText("acme.example", { exact: true })).toBeVisible();
    await expect(page.getByRole("region", { name: "Facts" }).getByText("You added it")).toBeVisible();
    await page.getByRole("button", { name: "Delete company" }).click();
    await expect(page.getByText("Acme deleted")).toBeVisible();
    await expect(rows).toHaveCount(8);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(rows).toHaveCount(9);
  });
});
