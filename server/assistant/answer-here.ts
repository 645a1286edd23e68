import type { TurnStarted } from "#lib/schemas/chat.ts";
import type { Context } from "#server/core/index.ts";

import { runTurn } from "./run-turn.ts";
import { remember } from "./running-turns.ts";
import { both, type ChatChunk, type Sink, streamSink } from "./sink.ts";
import { followTurn, redisSink } from "./turn-stream.ts";

/** Functions end after five minutes; the browser asks again by itself. */
const followMs = 240_000;

/**
 * Answers a turn in this process, or follows who does. The stream may be left at any time: the turn goes on until it is
 * done, stopped, or this process stops. `done` never rejects.
 */
export function answerHere(
  ctx: Context,
  started: TurnStarted,
): { stream: ReadableStream<ChatChunk>; done: Promise<void> } {
  const stopping = new AbortController();
  const { sink, stream } = streamSink();
  // Whoever asked may go away; the answer does not.
  const own = { ...ctx, signal: stopping.signal };
  const done = answer(own, started, sink).catch(async (error: unknown) => {
    ctx.log.error({ err: error, turnId: started.turnId }, "a turn ended without being written down");
    await sink.close();
  });
  remember({ interrupt: () => stopping.abort(), done });
  return { stream, done };
}

async function answer(ctx: Context, started: TurnStarted, sink: Sink): Promise<void> {
  const outcome = await runTurn(ctx, started.turnId, {
    sink: both(sink, redisSink(started.turnId)),
    signal: ctx.signal,
    whenInterrupted: () => "fail",
  });
  if (outcome !== "held" && outcome !== "over") return;
  for await (const chunk of followTurn(ctx, started)) sink.write(chunk);
  await sink.close();
}

/** The chunks of a turn that runs here or elsewhere, for who came later. */
export function followHere(ctx: Context, started: TurnStarted): ReadableStream<ChatChunk> {
  const stopping = new AbortController();
  const signal = AbortSignal.any([ctx.signal, stopping.signal, AbortSignal.timeout(followMs)]);
  const { sink, stream } = streamSink();
  const done = (async () => {
    try {
      for await (const chunk of followTurn({ ...ctx, signal }, started)) sink.write(chunk);
    } finally {
      await sink.close();
    }
  })();
  remember({ interrupt: () => stopping.abort(), done });
  return stream;
}
