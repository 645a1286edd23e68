import { AppError } from "#lib/errors.ts";
import type { Context } from "#server/core/index.ts";
import { handleMcp } from "#server/mcp/index.ts";
import { openStream } from "#server/realtime/index.ts";

import { authenticate, type SessionResolver } from "./authenticate.ts";
import { refuse, requestIdOf } from "./envelope.ts";
import { handleRest, nothingHere } from "./rest.ts";
import { sameOrigin } from "./same-origin.ts";
import { handleUpload } from "./upload.ts";

interface PathContext {
  params: Promise<{ path?: string[] }>;
}

/** /api/v1/…: keys for everything, a browser's session for reads. */
export const restHandler =
  (session: SessionResolver) =>
  async (request: Request, { params }: PathContext): Promise<Response> =>
    handleRest(request, (await params).path ?? [], { session });

/** Whatever else is asked below /api. */
export const handleUnknown = (request: Request): Response => refuse(nothingHere(), requestIdOf(request));

/** /api/upload: a file from the page. */
export const uploadHandler = (session: SessionResolver) =>
  sameOrigin((request: Request) => handleUpload(request, session));

/** /api/stream: server-sent events, for a key or for the app's own pages. */
export function streamHandler(session: SessionResolver) {
  const forPages = sameOrigin((request: Request) => stream(request, session));
  return (request: Request): Promise<Response> =>
    request.headers.has("authorization") ? stream(request) : forPages(request);
}

async function stream(request: Request, session?: SessionResolver): Promise<Response> {
  const requestId = requestIdOf(request);
  try {
    const ctx = await authenticate(request, { requestId, door: "rest", ...(session ? { session } : {}) });
    const lastEventId = request.headers.get("last-event-id");
    return new Response(openStream(ctx, { lastEventId, signal: request.signal }), {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        // A proxy that compresses or collects would hold events back.
        "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no",
        // So that a stopping server need not wait for the connection after its stream.
        connection: "close",
        "x-request-id": requestId,
      },
    });
  } catch (error) {
    return refuse(error, requestId);
  }
}

/** /api/mcp: for keys only, since a model that acts as a person at the screen could decide like one. */
export const mcpHandler = (request: Request): Promise<Response> => handleMcp(request, contextOfMcp);

async function contextOfMcp(request: Request): Promise<Context> {
  const ctx = await authenticate(request, { requestId: requestIdOf(request), door: "mcp" });
  if (ctx.actor.kind !== "apiKey") {
    throw new AppError(
      "unauthenticated",
      "Programs come with an API key. Make one by apiKeys.create: see /docs/api.",
    );
  }
  const { apiKeyId, scopes } = ctx.actor;
  // In its own words, for the ledger.
  const client = (request.headers.get("user-agent") ?? "unknown").slice(0, 100);
  return { ...ctx, actor: { kind: "mcp", apiKeyId, scopes, client } };
}
