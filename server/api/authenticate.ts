import { AppError } from "#lib/errors.ts";
import { resolveApiKey } from "#server/api-keys/index.ts";
import { verifyAccessToken } from "#server/auth/index.ts";
import type { Context, Door } from "#server/core/index.ts";
import { logger } from "#server/observability/index.ts";
import { contextOfPerson } from "#server/workspaces/index.ts";

/** The session of a browser, where the caller of a door knows how to read it. */
export type SessionResolver = (door: Door) => Promise<Context | null>;

interface Knock {
  requestId: string;
  door: Door;
  /** Left out where cookies do not open the door. */
  session?: SessionResolver;
}

/** Who knocks: an API key, a signed-in person's access token, or a browser's session. Throws AppError unauthenticated. */
export async function authenticate(request: Request, { requestId, door, session }: Knock): Promise<Context> {
  const authorization = request.headers.get("authorization");
  if (authorization === null) {
    const ctx = await session?.(door);
    if (ctx) return { ...ctx, door, requestId, log: logger().child({ requestId }), signal: request.signal };
    throw new AppError(
      "unauthenticated",
      "Please say who you are: send an API key as `Authorization: Bearer ocrm_…`. Keys are made by apiKeys.create: see /docs/api.",
    );
  }
  const token = /^Bearer +([\w.~+/=-]{1,4096})$/i.exec(authorization)?.[1];
  if (!token) {
    throw new AppError(
      "unauthenticated",
      "The Authorization header is not understood. Send `Bearer` and an API key.",
    );
  }
  return token.startsWith("ocrm_")
    ? contextOfKey(token, { requestId, door, signal: request.signal })
    : contextOfToken(token, { requestId, door, signal: request.signal });
}

type ContextParts = Pick<Context, "requestId" | "door" | "signal">;

async function contextOfKey(key: string, parts: ContextParts): Promise<Context> {
  const resolved = await resolveApiKey(key);
  if (!resolved) {
    throw new AppError(
      "unauthenticated",
      "This API key is not valid: it may have expired or been revoked. Make a new one by apiKeys.create: see /docs/api.",
    );
  }
  const { apiKeyId, userId, workspaceId, role, scopes } = resolved;
  return {
    ...parts,
    user: { id: userId },
    workspace: { id: workspaceId },
    role,
    actor: { kind: "apiKey", apiKeyId, scopes },
    log: logger().child({ requestId: parts.requestId }),
  };
}

async function contextOfToken(token: string, parts: ContextParts): Promise<Context> {
  const person = await verifyAccessToken(token);
  if (person) return contextOfPerson(person, parts);
  throw new AppError("unauthenticated", "This access token is not valid, or has expired. Sign in again.");
}
