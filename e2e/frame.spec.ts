import { callRest, makeKey } from "./support/program.ts";
import { expectSoundLayer } from "./support/sound.ts";
import { goTo } from "./support/steps.ts";
import { expect, test } from "./support/test.ts";

test("how you like the frame is remembered, and right from the first paint", async ({ home: page }) => {
  await page.getByRole("button", { name: "Icons only" }).click();
  await page.getByRole("button", { name: /workspace and you$/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expectSoundLayer(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+j");
  const handle = page.getByRole("separator", { name: "Width of the assistant" });
  await handle.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(handle).toHaveAttribute("aria-valuenow", "416");
  await expectSoundLayer(page);

  const html = await (await page.request.get("/sync")).text();
  expect(html).toContain('data-theme="dark"');
  expect(html).toContain('data-state="icons"');
  expect(html).toContain('style="width:416px"');
  await page.reload();
  await expect(page.getByRole("complementary", { name: "Assistant" })).toBeVisible();
  await page.getByRole("button", { name: "Close the assistant" }).click();
  await expect(page.getByRole("complementary", { name: "Assistant" })).toHaveCount(0);
});

test("a page that takes long has its skeleton meanwhile, and the keyboard goes on from its heading", async ({
  home: page,
}) => {
  const { promise: seen, resolve: letGo } = Promise.withResolvers<undefined>();
  const isWanted = (url: URL) => url.pathname === "/companies" && url.searchParams.has("_rsc");
  await page.route(isWanted, async (route) => {
    await seen;
    await route.continue();
  });
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Companies" }).click();
  await expect(page.getByRole("status", { name: "Loading" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Companies" })).toBeVisible();
  await expectSoundLayer(page);
  letGo(undefined);
  await expect(page.getByRole("status", { name: "Loading" })).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1, name: "Companies" })).toBeFocused();
  await page.unroute(isWanted);
});

test("commands and keys are found by typing", async ({ home: page }) => {
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox")).toBeFocused();
  await expectSoundLayer(page);
  await page.keyboard.type("contacts go");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Contacts", level: 1 })).toBeFocused();

  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "All keys" });
  await expect(dialog.getByText("Search this list")).toBeVisible();
  await expectSoundLayer(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);

  await page.keyboard.press("/");
  await page.keyboard.type("g s?");
  await expect(page.getByLabel("Search contacts")).toHaveValue("g s?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a name and Enter open whom they name, however fast they are typed; that nothing fits is said", async ({
  home: page,
}) => {
  const key = await makeKey(page);
  for (const displayName of ["Ada Byron", "Grace Hopper"]) {
    await callRest(page, key, "POST", "/contacts", { displayName });
  }
  await goTo(page, "Today");
  const asked = page.getByRole("complementary", { name: "Assistant" });
  const { promise: held, resolve: answer } = Promise.withResolvers<undefined>();
  await page.route(/\/api\/v1\/search\?/, async (route) => {
    await held;
    await route.continue();
  });
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("Ada Byron");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Searching…")).toBeVisible();
  answer(undefined);
  await expect(page.getByRole("heading", { name: "Ada Byron", level: 1 })).toBeVisible();
  await expect(asked).toHaveCount(0);

  await page.keyboard.press("Control+k");
  const first = page.getByRole("option").first();
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("Grace");
  await expect(first).toContainText("Grace Hopper");
  await expect(first).toHaveAttribute("aria-selected", "true");
  const id = (await first.getAttribute("id")) ?? "";
  await expect(page.getByRole("combobox")).toHaveAttribute("aria-activedescendant", id);
  await expectSoundLayer(page);
  await page.keyboard.press("ArrowDown");
  await expect(first).toHaveAttribute("aria-selected", "false");
  await page.getByRole("combobox").fill("Zebedee");
  await expect(page.getByText("Nothing found for “Zebedee”.")).toBeVisible();
  await expectSoundLayer(page);
  await page.getByRole("combobox").fill("Grace");
  await expect(first).toContainText("Grace Hopper");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Grace Hopper", level: 1 })).toBeVisible();
  await expect(asked).toHaveCount(0);
});

test("on a phone the pages are at the bottom, and the rest comes up from there", async ({ home: page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const bar = page.getByRole("navigation", { name: "Pages" });
  await bar.getByRole("link", { name: "Contacts" }).click();
  // Its heading stands before the page does.
  await expect(page).toHaveURL(/\/contacts$/);
  await expect(page.getByRole("heading", { name: "Contacts", level: 1 })).toBeVisible();
  await bar.getByRole("button", { name: "Assistant" }).click();
  await expect(page.getByRole("dialog", { name: "Assistant" })).toBeVisible();
  await expectSoundLayer(page);
  await page.goBack();
  await expect(page.getByRole("dialog", { name: "Assistant" })).toHaveCount(0);
  await expect(page).toHaveURL(/\/contacts$/);
  await bar.getByRole("button", { name: "Assistant" }).click();
  await expect(page.getByRole("dialog", { name: "Assistant" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Assistant" })).toHaveCount(0);
  await bar.getByRole("button", { name: "More" }).click();
  await expectSoundLayer(page);
  await page.getByRole("dialog").getByRole("link", { name: "Sync" }).click();
  await expect(page.getByRole("heading", { name: "Sync", level: 1 })).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
