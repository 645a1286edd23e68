import { env } from "#server/env.ts";

const answerMs = 5_000;

/** Where Supabase Auth is, and a fetch that does not wait for it forever. */
export function authSettings(): { url: string; key: string; fetch: typeof fetch } {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env();
  return { url: SUPABASE_URL, key: SUPABASE_PUBLISHABLE_KEY, fetch: boundedFetch };
}

const boundedFetch: typeof fetch = (input, init) => {
  const limit = AbortSignal.timeout(answerMs);
  return fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, limit]) : limit });
};
