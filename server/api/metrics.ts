import { createHash, timingSafeEqual } from "node:crypto";

import { AppError } from "#lib/errors.ts";
import { env } from "#server/env.ts";
import { registry } from "#server/observability/index.ts";

import { refuse, requestIdOf } from "./envelope.ts";

/** This process's metrics for Prometheus; with METRICS_TOKEN set, for who sends it as a Bearer token. */
export async function handleMetrics(request: Request): Promise<Response> {
  const { METRICS_TOKEN } = env();
  if (METRICS_TOKEN && !isSame(request.headers.get("authorization") ?? "", `Bearer ${METRICS_TOKEN}`)) {
    const error = new AppError("unauthenticated", "Send the METRICS_TOKEN of this server as a Bearer token.");
    return refuse(error, requestIdOf(request));
  }
  return new Response(await registry.metrics(), {
    headers: { "content-type": registry.contentType, "cache-control": "no-store" },
  });
}

// Digests have one length, and comparing them takes one time.
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash("sha256").update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
