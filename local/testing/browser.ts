import { rmSync } from "node:fs";

import { afterAll, beforeAll, beforeEach } from "vitest";

import { type AuthServer, startAuth } from "#local/services/auth.ts";
import { env, setEnv } from "#server/env.ts";

import { createThrowawayFolder } from "./throwaway.ts";

interface Cookie {
  value: string;
  options: Record<string, unknown>;
}

/** A browser in front of server actions and pages: its cookies with their attributes, and what it says about itself. */
export const browser = { cookies: new Map<string, Cookie>(), headers: new Headers() };

/** In place of next/headers: `vi.mock("next/headers", async () => (await import("#local/testing/browser.ts")).nextHeaders)`. */
export const nextHeaders = {
  cookies: () =>
    Promise.resolve({
      getAll: () => [...browser.cookies].map(([name, { value }]) => ({ name, value })),
      set: (name: string, value: string, options: Record<string, unknown>) =>
        options["maxAge"] === 0
          ? browser.cookies.delete(name)
          : browser.cookies.set(name, { value, options }),
    }),
  headers: () => Promise.resolve(browser.headers),
};

/** Auth of the calling file's own, after useTestDatabase(); each test begins with an empty browser on our own page. */
export function useAuthServer(origin: string): { current: AuthServer; stateDir: string } {
  const stateDir = createThrowawayFolder();
  const holder: Partial<{ current: AuthServer }> = {};
  beforeAll(async () => {
    holder.current = await startAuth({ stateDir, siteUrl: origin });
    const { url, publishableKey } = holder.current;
    setEnv({ ...env(), APP_URL: origin, SUPABASE_URL: url, SUPABASE_PUBLISHABLE_KEY: publishableKey });
  });
  afterAll(async () => {
    await holder.current?.stop();
    rmSync(stateDir, { recursive: true });
  });
  beforeEach(() => {
    browser.cookies.clear();
    browser.headers = new Headers({
      origin,
      "sec-fetch-site": "same-origin",
      "x-forwarded-for": "203.0.113.7",
    });
  });
  return {
    stateDir,
    get current() {
      if (!holder.current) throw new Error("Auth is started before the first test, not before that");
      return holder.current;
    },
  };
}
