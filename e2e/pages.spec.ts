import { mkdirSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { readManifest } from "#local/instance/manifest.ts";

import { expectChartsDrawn } from "./support/charts.ts";
import { firstLoadBytes } from "./support/first-load.ts";
import { expectSound } from "./support/sound.ts";
import { expect, test } from "./support/test.ts";

/** Every page there is, as the demo workspace shows it. */
const pages = [
  ["today", "/today"],
  ["contacts", "/contacts"],
  ["companies", "/companies"],
  ["tasks", "/tasks"],
  ["inbox", "/inbox"],
  ["calendar", "/calendar"],
  ["approvals", "/approvals"],
  ["sync", "/sync"],
  ["jobs", "/jobs"],
  ["activity", "/activity"],
  ["settings", "/settings"],
  ["settings-google", "/settings/google"],
  ["settings-ignored", "/settings/ignored"],
  ["settings-keys", "/settings/keys"],
  ["settings-assistant", "/settings/assistant"],
  ["settings-usage", "/settings/usage"],
  ["settings-system", "/settings/system"],
  ["assistant", "/assistant"],
] as const;

/** Those of somebody who is not signed in. */
const outside = [
  ["sign-in", "/sign-in"],
  ["sign-up", "/sign-up"],
  ["reset-password", "/reset-password"],
] as const;

/** One record of each kind, chosen by the API behind the pages. */
const records = [
  ["contact", "/contacts", "/contacts?limit=200"],
  ["company", "/companies", "/companies?limit=200"],
  ["thread", "/inbox", "/threads?filter=people&limit=200"],
  ["account", "/sync", "/connections"],
] as const;

const firstLoadMaxBytes = 200 * 1024;
/** Set to keep what the pages look like, for the documentation. */
const keptIn = process.env["SCREENSHOTS"];

async function signIn(page: Page): Promise<void> {
  const { email, password } = readManifest(process.env["E2E_STATE_DIR"] ?? ".local/e2e") ?? {};
  if (!email || !password) throw new Error("there are no demo people");
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("navigation", { name: "Pages" })).toBeVisible();
}

async function keep(page: Page, name: string): Promise<void> {
  if (!keptIn) return;
  mkdirSync(keptIn, { recursive: true });
  for (const [width, height] of [
    [1280, 860],
    [390, 844],
  ] as const) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expectChartsDrawn(page);
      await page.evaluate(() => window.scrollTo(0, 0));
      const kind = width < 500 ? "narrow" : "wide";
      await page.screenshot({ path: join(keptIn, `${name}-${kind}-${colorScheme}.png`) });
    }
  }
  await page.setViewportSize({ width: 1280, height: 860 });
}

async function expectLight(page: Page, path: string): Promise<void> {
  const bytes = await firstLoadBytes(page, path);
  console.info(`first load of ${path.slice(0, 24).padEnd(24)} ${(bytes / 1024).toFixed(0)} kB`);
  expect.soft(bytes, `first load of ${path}`).toBeLessThanOrEqual(firstLoadMaxBytes);
}

async function visit(page: Page, name: string, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForLoadState("networkidle");
  await expectChartsDrawn(page);
  await expectSound(page);
  await keep(page, name);
  await expectLight(page, path);
}

test("each page is sound in light, dark and at 390 px, and light to load", async ({ page }) => {
  test.setTimeout(300_000);
  await signIn(page);
  for (const [name, path] of pages) await test.step(path, () => visit(page, name, path));
});

test("so are those before signing in", async ({ page }) => {
  for (const [name, path] of outside) await test.step(path, () => visit(page, name, path));
});

test("so is a conversation with the assistant", async ({ page }) => {
  await signIn(page);
  await page.goto("/assistant");
  const field = page.getByRole("textbox", { name: "Message to the assistant" });
  await field.fill("How many contacts do I have?");
  await field.press("Enter");
  await expect(page.getByRole("article", { name: "Assistant" })).toContainText(/You have .* contacts/);
  await expect(page).toHaveURL(/\/assistant\/[\da-f-]{36}$/);
  await visit(page, "conversation", new URL(page.url()).pathname);
});

test("so is each record, of those that hold much", async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page);
  for (const [name, below, list] of records) {
    await test.step(name, async () => {
      const id = await fullest(page, list);
      await visit(page, name, `${below}/${id}`);
    });
  }
});

/** The record that the demo's mails have most to say of, as far as its list tells. */
async function fullest(page: Page, list: string): Promise<string> {
  const response = await page.request.get(`/api/v1${list}`);
  const body: {
    data: { items: { id: string; displayName?: string; name?: string; messageCount?: number }[] };
  } = await response.json();
  const { items } = body.data;
  const known = items.find(({ displayName, name }) =>
    (displayName ?? name ?? "").match(/Gareth Llewellyn|Tidewell/),
  );
  const longest = items.toSorted((a, b) => (b.messageCount ?? 0) - (a.messageCount ?? 0))[0];
  const id = (known ?? longest)?.id;
  if (!id) throw new Error(`the demo has nothing in ${list}`);
  return id;
}
