import { createUIMessageStreamResponse } from "ai";

import { SendMessageInput } from "#lib/schemas/chat.ts";
import { answerHere, type ChatChunk, followHere } from "#server/assistant/index.ts";
import { runningTurn, sendAndAnswer, stopThread } from "#server/chat/index.ts";
import { type Context, parseInput } from "#server/core/index.ts";

import { authenticate, type SessionResolver } from "./authenticate.ts";
import { answer, refuse, requestIdOf } from "./envelope.ts";
import { readJsonBody } from "./json-body.ts";
import { sameOrigin } from "./same-origin.ts";

interface ThreadContext {
  params: Promise<{ threadId: string }>;
}

/** Keeps the process from being put to sleep while work goes on that no response waits for. */
type KeepAlive = (work: Promise<unknown>) => void;

/** POST /api/chat: a message of who is signed in; answers the stream that lib/schemas/chat.ts describes. */
export const chatHandler = (session: SessionResolver) => (keepAlive: KeepAlive) =>
  sameOrigin((request: Request) =>
    respond(request, session, async (ctx, requestId) => {
      const input = parseInput({ input: SendMessageInput }, await readJsonBody(request));
      const { stream, done } = answerHere(ctx, await sendAndAnswer(ctx, input));
      keepAlive(done);
      return streamed(stream, requestId);
    }),
  );

/** GET /api/chat/{threadId}/stream: the turn that runs, from its first chunk; 204 when none does. */
export const chatStreamHandler = (session: SessionResolver) =>
  sameOrigin((request: Request, { params }: ThreadContext) =>
    respond(request, session, async (ctx, requestId) => {
      const { threadId } = await params;
      const turnId = await runningTurn(ctx, threadId);
      if (turnId === null) return new Response(null, { status: 204, headers: { "x-request-id": requestId } });
      return streamed(followHere(ctx, { threadId, turnId }), requestId);
    }),
  );

/** POST /api/chat/{threadId}/stop: what chat.stop does, for a page that is being left. */
export const chatStopHandler = (session: SessionResolver) =>
  sameOrigin((request: Request, { params }: ThreadContext) =>
    respond(request, session, async (ctx, requestId) =>
      answer(await stopThread(ctx, { id: (await params).threadId }), requestId),
    ),
  );

async function respond(
  request: Request,
  session: SessionResolver,
  work: (ctx: Context, requestId: string) => Promise<Response>,
): Promise<Response> {
  const requestId = requestIdOf(request);
  try {
    return await work(await authenticate(request, { requestId, door: "rest", session }), requestId);
  } catch (error) {
    return refuse(error, requestId);
  }
}

const streamed = (stream: ReadableStream<ChatChunk>, requestId: string): Response =>
  createUIMessageStreamResponse({
    stream,
    keepAliveMs: 15_000,
    headers: {
      "cache-control": "no-store, no-transform",
      // So that a stopping server need not wait for the connection after its stream.
      connection: "close",
      "x-request-id": requestId,
    },
  });
