import { readHealth } from "#server/health/index.ts";

/** What lives and what does not; 503 while people cannot work. */
export async function handleHealth(): Promise<Response> {
  const health = await readHealth();
  return Response.json(health, {
    status: health.ready ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
