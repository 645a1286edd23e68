import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";

import type { Manifest } from "#local/instance/manifest.ts";
import { ensureBrowser } from "#local/packages/browser.ts";
import { freePort } from "#local/process/ports.ts";

export interface Visitor {
  /** Signed in as the demo person. */
  page: Page;
  /** Of somebody who is not signed in. */
  strangerPage: Page;
  /** The header of a signed-in request. */
  cookie: string;
  /** Where the browser takes commands besides Playwright's. */
  port: number;
  close(): Promise<void>;
}

/** A browser at the instance. Throws where the demo person cannot sign in. */
export async function visit({ url, email, password }: Manifest): Promise<Visitor> {
  if (email === undefined || password === undefined) throw new Error("there is no demo person to sign in as");
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: await ensureBrowser(),
    args: [
      "--no-sandbox",
      "--disable-dev-shm-usage",
      "--disable-gpu",
      `--remote-debugging-port=${String(port)}`,
    ],
  });
  const context = await contextAt(browser, url);
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("navigation", { name: "Pages" }).waitFor();
  const stranger = await contextAt(browser, url);
  return {
    page,
    strangerPage: await stranger.newPage(),
    cookie: (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; "),
    port,
    close: () => browser.close(),
  };
}

const contextAt = (browser: Browser, url: string): Promise<BrowserContext> =>
  browser.newContext({ baseURL: new URL(url).origin, reducedMotion: "reduce", timezoneId: "UTC" });
