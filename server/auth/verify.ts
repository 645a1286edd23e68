import { createClient, type SupabaseClient } from "@supabase/supabase-js";

import { env } from "#server/env.ts";

import { type Person, personOf } from "./person.ts";
import { authSettings } from "./settings.ts";

let current: { client: SupabaseClient; url: string } | undefined;

// Kept, because it remembers the keys that tokens are signed with.
function verifier(): SupabaseClient {
  const { SUPABASE_URL } = env();
  if (current?.url !== SUPABASE_URL) {
    const { url, key, fetch } = authSettings();
    const client = createClient(url, key, {
      auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
      global: { fetch },
    });
    current = { client, url };
  }
  return current.client;
}

/** Whose access token this is; null when it is forged, expired or of a session that has ended. */
export async function verifyAccessToken(token: string): Promise<Person | null> {
  return personOf(await verifier().auth.getClaims(token));
}

/** True when Supabase Auth answers. Never throws. */
export async function authAnswers(signal: AbortSignal): Promise<boolean> {
  const { url, key } = authSettings();
  try {
    const response = await fetch(`${url}/auth/v1/health`, { headers: { apikey: key }, signal });
    return response.ok;
  } catch {
    return false;
  }
}
