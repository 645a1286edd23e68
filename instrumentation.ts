import type { Instrumentation } from "next";

/** Once, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { boot } = await import("./server/session/boot.ts");
  boot();
}

export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { logger } = await import("./server/observability/index.ts");
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  logger().error(
    { err: error, method: request.method, route: context.routePath, kind: context.routeType, digest },
    "a page or handler failed",
  );
};
