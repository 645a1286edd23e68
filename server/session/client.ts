import { createServerClient } from "@supabase/ssr";
import { cookies } from "next/headers";

import { authSettings } from "#server/auth/index.ts";

import { sessionCookie } from "./cookie.ts";

/** Supabase Auth with the cookies of the current request. */
export async function sessionClient() {
  const store = await cookies();
  const { url, key, fetch } = authSettings();
  return createServerClient(url, key, {
    cookieOptions: sessionCookie(),
    global: { fetch },
    cookies: {
      getAll: () => store.getAll(),
      setAll(changed) {
        try {
          for (const { name, value, options } of changed) store.set(name, value, options);
        } catch {
          // A page cannot set cookies while it renders; proxy.ts has refreshed them before.
        }
      },
    },
  });
}
