import { expect, type Page } from "@playwright/test";
import { createServerClient } from "@supabase/ssr";

import { readManifest } from "#local/instance/manifest.ts";
import { readSettings } from "#local/services/auth/settings.ts";

export const password = "correct horse battery";

/** What the app calls its cookies where no https is. */
const cookieOptions = { name: "omnicrm" };

/** As people do, by the form. */
export async function signUpByForm(page: Page, email: string): Promise<void> {
  await page.goto("/sign-up");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("navigation", { name: "Pages" })).toBeVisible();
}

/** Somebody new, at once: an account of Auth's, whose cookies the page's browser gets. No page is opened. */
export async function signUp(page: Page, email: string): Promise<void> {
  const { error } = await auth(page).signUp({ email, password });
  if (error) throw error;
}

/** What the person at the page is known by, for a call past their browser. */
export async function accessToken(page: Page): Promise<string> {
  const { data } = await auth(page).getSession();
  if (!data.session) throw new Error("nobody is signed in at the page");
  return data.session.access_token;
}

/** Auth with the cookies of the page's browser. */
function auth(page: Page) {
  const stateDir = process.env["E2E_STATE_DIR"] ?? "";
  const manifest = readManifest(stateDir);
  const settings = readSettings(stateDir);
  if (!manifest?.services.auth.url || !settings) throw new Error("the instance has no Auth of its own");
  const context = page.context();
  const { auth: client } = createServerClient(manifest.services.auth.url, settings.publishableKey, {
    cookieOptions,
    cookies: {
      getAll: () => context.cookies(manifest.url),
      setAll: (cookies) =>
        context.addCookies(
          cookies.map(({ name, value }) => ({
            ...{ name, value, url: manifest.url },
            ...({ httpOnly: true, sameSite: "Lax" } as const),
          })),
        ),
    },
  });
  return client;
}
