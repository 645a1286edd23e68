import { expect, test } from "./support/test.ts";

test("the whole way by keyboard alone", async ({ home: page }) => {
  const press = (key: string) => page.keyboard.press(key);
  const focused = page.locator(":focus");
  const tabTo = async (name: string | RegExp, role: "button" | "link" | "tab") => {
    for (let step = 0; step < 60; step++) {
      const target = page.getByRole(role, { name }).and(focused);
      if ((await target.count()) > 0) return;
      await press("Tab");
    }
    throw new Error(`Tab does not reach ${role} ${String(name)}`);
  };

  // Afresh, as by the address: after going to a page by a link the keyboard goes on from its heading.
  await page.goto("/sync");
  await press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await press("Enter");
  await tabTo("Use a sample mailbox", "button");
  await press("Enter");

  await expect(page.getByRole("button", { name: "Approve and import 50 messages" })).toBeVisible();
  await expect(page.getByRole("heading", { name: /^Import 50 messages/ })).toBeFocused();
  await tabTo(/^People/, "tab");
  await press("ArrowRight");
  await expect(page.getByRole("tab", { name: /^Companies/ })).toBeFocused();
  await press("End");
  await expect(page.getByRole("tab", { name: /^Left out/ })).toBeFocused();
  await expect(page.getByText("Messages that are not imported")).toBeVisible();
  await press("Control+Enter");

  await expect(page.getByRole("heading", { name: "Imported 50 messages from sample.mbox" })).toBeFocused();
  await press("g");
  await press("c");
  await expect(page.getByRole("link", { name: "Anneliese Huber" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Contacts", level: 1 })).toBeFocused();
  await press("j");
  await expect(page.getByRole("link", { name: "Anneliese Huber" })).toBeFocused();
  await press("j");
  await press("k");
  await press("Enter");

  await expect(page.getByRole("heading", { name: "Anneliese Huber", level: 1 })).toBeVisible();
  await tabTo("Edit title", "button");
  await press("Enter");
  await page.keyboard.type("Owner");
  await press("Escape");
  await expect(page.getByRole("button", { name: "Edit title" })).toBeFocused();
  await press("Enter");
  await page.keyboard.type("Managing director");
  await press("Enter");
  await expect(page.getByText("Title changed")).toBeVisible();
  await press("F8");
  await expect(page.getByRole("button", { name: "Undo" })).toBeFocused();
  await press("Enter");
  await expect(page.getByText("Managing director")).toHaveCount(0);

  await press("g");
  await press("s");
  await tabTo(/^sample\.mbox/, "link");
  await press("Enter");
  await tabTo("Revert", "button");
  await press("Enter");
  await expect(page.getByRole("heading", { name: "sample.mbox was taken back" })).toBeFocused();

  await press("Control+k");
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("huber");
  await expect(page.getByRole("option", { name: /Ask the assistant: “huber”/ })).toBeVisible();
  await press("Escape");
  await press("?");
  await expect(page.getByRole("dialog", { name: "All keys" })).toBeVisible();
  await press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await tabTo(/workspace and you$/, "button");
  await press("Enter");
  await expect(page.getByRole("menuitem", { name: "All keys" })).toBeVisible();
  await press("End");
  await press("Enter");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
});
