import { createServerClient } from "@supabase/ssr";
import type { NextRequest, NextResponse } from "next/server";

import { within } from "#lib/within.ts";
import { authSettings } from "#server/auth/index.ts";

import { sessionCookie } from "./cookie.ts";

const patienceMs = 5_000;

/**
 * Renews an expired session: in the request for the page that follows, and in its response for the browser.
 * Decides nothing: the page verifies. Answers what is to be done with the response.
 */
export async function refreshSession(request: NextRequest): Promise<(response: NextResponse) => void> {
  const changes: Parameters<NextResponse["cookies"]["set"]>[] = [];
  const cookie = sessionCookie();
  if (!request.cookies.getAll().some(({ name }) => name.startsWith(cookie.name))) return () => undefined;
  const { url, key, fetch } = authSettings();
  const client = createServerClient(url, key, {
    cookieOptions: cookie,
    global: { fetch },
    cookies: {
      getAll: () => request.cookies.getAll(),
      setAll(changed) {
        for (const { name, value, options } of changed) {
          request.cookies.set(name, value);
          changes.push([name, value, options]);
        }
      },
    },
  });
  await within(patienceMs, client.auth.getSession()).catch(() => undefined);
  return (response) => {
    for (const change of changes) response.cookies.set(...change);
  };
}
