import { AppError } from "#lib/errors.ts";
import { type Context, requirePermission } from "#server/core/index.ts";

import { authenticate, type SessionResolver } from "./authenticate.ts";
import { answer, refuse, requestIdOf } from "./envelope.ts";
import { readJsonBody } from "./json-body.ts";
import { readQuery } from "./query.ts";
import { matchRoute, type Route } from "./routes.ts";
import { runWithFile } from "./upload.ts";

interface RestOptions {
  /** Reads may come with the cookies of a browser; writes need a key, or go through an action. */
  session?: SessionResolver;
}

/** Answers what is asked at /api/v1/<path>, always in the envelope. Never throws. */
export async function handleRest(
  request: Request,
  path: readonly string[],
  { session }: RestOptions = {},
): Promise<Response> {
  const requestId = requestIdOf(request);
  try {
    const match = matchRoute(request.method, path);
    switch (match.kind) {
      case "none":
        throw nothingHere();
      case "wrongMethod": {
        const allowed = match.allow.join(", ");
        const error = new AppError("unsupported", `This address takes ${allowed} only.`);
        return refuse(error, requestId, { status: 405, headers: { allow: allowed } });
      }
      case "found": {
        const { route, parameters } = match;
        const isRead = route.method === "GET";
        const knock = { requestId, door: "rest" as const, ...(isRead && session ? { session } : {}) };
        const ctx = await authenticate(request, knock);
        const keyed = isRead ? ctx : withIdempotencyKey(ctx, request.headers);
        return answer(await run(keyed, route, request, parameters), requestId);
      }
    }
  } catch (error) {
    return refuse(error, requestId);
  }
}

export const nothingHere = () =>
  new AppError(
    "not_found",
    "There is nothing at this address. What there is stands in /api/v1/openapi.json.",
  );

async function run(
  ctx: Context,
  route: Route,
  request: Request,
  parameters: Record<string, string>,
): Promise<unknown> {
  const { operation, file } = route;
  requirePermission(ctx, operation.definition);
  if (file) return runWithFile(ctx, { operation, file, request });
  const hasBody = route.method === "POST" || route.method === "PATCH";
  const input = hasBody ? await readJsonBody(request) : readQuery(route, new URL(request.url).searchParams);
  return operation(ctx, joined(input, parameters));
}

// What the address names is what is meant: a second id beside it would be one that nobody looked at.
function joined(input: Record<string, unknown>, parameters: Record<string, string>): Record<string, unknown> {
  for (const name of Object.keys(parameters)) {
    if (!Object.hasOwn(input, name)) continue;
    throw new AppError("invalid_input", `Please check "${name}": it stands in the address already.`, {
      fields: { [name]: "Leave it out here." },
    });
  }
  return { ...input, ...parameters };
}

function withIdempotencyKey(ctx: Context, headers: Headers): Context {
  const idempotencyKey = headers.get("idempotency-key");
  if (idempotencyKey === null) return ctx;
  if (idempotencyKey.length > 0 && idempotencyKey.length <= 255) return { ...ctx, idempotencyKey };
  throw new AppError("invalid_input", "The Idempotency-Key must have 1 to 255 characters.", {
    fields: { "Idempotency-Key": "1 to 255 characters." },
  });
}
