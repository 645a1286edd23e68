import type { Page } from "@playwright/test";

import { readManifest } from "#local/instance/manifest.ts";

import { expect } from "./test.ts";

/** Where the Google of the instance is. */
export const google = (): string => {
  const { services } = readManifest(process.env["E2E_STATE_DIR"] ?? "") ?? {};
  if (!services?.google?.url) throw new Error("the instance has no Google");
  return services.google.url;
};

/** Through the page that stands in for Google's, and back. */
export async function allow(page: Page, account: string): Promise<void> {
  await expect(page.getByRole("heading", { name: "Sign in with Google" })).toBeVisible();
  await page.getByRole("radio", { name: account }).check();
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByRole("heading", { name: "Sync", level: 1 })).toBeVisible();
}

/** What real Google has no door for; with a token, what it has. */
export async function control<T>(path: string, body: unknown, token?: string, method = "POST"): Promise<T> {
  const response = await fetch(`${google()}${path}`, {
    method,
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.status, path).toBeLessThan(300);
  const text = await response.text();
  return (text === "" ? null : JSON.parse(text)) as T;
}
