import { env } from "#server/env.ts";

/** Sends the browser to a path of the app, whatever address the request came by. */
export function goTo(path: string, query: Record<string, string> = {}): Response {
  const url = new URL(path, env().APP_URL);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return new Response(null, {
    status: 303,
    headers: { location: url.href, "cache-control": "no-store", "referrer-policy": "no-referrer" },
  });
}
