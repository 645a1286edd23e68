import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Browser, Page } from "@playwright/test";

import { password, signUp } from "./support/people.ts";
import { expectSound } from "./support/sound.ts";
import { expect, test } from "./support/test.ts";

test.use({ refusalsExpected: true });

const isIn = (page: Page) => expect(page.getByRole("navigation", { name: "Pages" })).toBeVisible();

/** Somebody who has an account, and is not signed in at this page. */
async function newAccount(browser: Browser): Promise<string> {
  const email = `person-${randomUUID().slice(0, 8)}@people.example`;
  const context = await browser.newContext({ baseURL: new URL(process.env["E2E_URL"] ?? "").origin });
  await signUp(await context.newPage(), email);
  await context.close();
  return email;
}

/** The six digits last mailed to an address. */
function codeFor(email: string): string {
  const lines = readFileSync(join(process.env["E2E_STATE_DIR"] ?? "", "mail.jsonl"), "utf8")
    .trim()
    .split("\n");
  const mails = lines.map((line) => JSON.parse(line) as { to: string; text: string });
  const mail = mails.findLast(({ to }) => to === email);
  const code = /\b\d{6}\b/.exec(mail?.text ?? "")?.[0];
  if (!code) throw new Error("no code was mailed");
  return code;
}

test("by a code from a mail; a wrong one is said in words", async ({ browser, page }) => {
  const email = await newAccount(browser);
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Mail me a code instead" }).click();
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
  await page.getByRole("button", { name: "Mail me a code", exact: true }).click();
  const field = page.getByLabel("Code");
  await expect(field).toBeFocused();
  await expectSound(page);
  const code = codeFor(email);
  await field.fill(code === "000000" ? "000001" : "000000");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await field.fill(code);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await isIn(page);
});

test("a forgotten password is set anew by a code; the old one opens nothing", async ({ browser, page }) => {
  const email = await newAccount(browser);
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Mail me a code" }).click();
  await expect(page.getByLabel("Code")).toBeFocused();
  await page.getByLabel("Code").fill(codeFor(email));
  await page.getByRole("button", { name: "Continue" }).click();
  const renewed = "another battery staple";
  await page.getByLabel("New password").fill(renewed);
  await expectSound(page);
  await page.getByRole("button", { name: "Set password and sign in" }).click();
  await isIn(page);

  await page.context().clearCookies();
  await page.goto("/sign-in");
  for (const [tried, opens] of [
    [password, false],
    [renewed, true],
  ] as const) {
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(tried);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    if (opens) await isIn(page);
    else await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  }
});

test("by Google, without a password", async ({ browser }) => {
  // Its pages are elsewhere, as Google's are.
  const context = await browser.newContext({ baseURL: new URL(process.env["E2E_URL"] ?? "").origin });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Continue with Google" }).click();
  await page.getByRole("radio").first().check();
  await page.getByRole("button", { name: "Allow" }).click();
  await isIn(page);
  await expect(page).toHaveURL(/\/today$/);
  await context.close();
});
