import { AppError } from "#lib/errors.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { runTurn } from "./run-turn.ts";
import { redisSink } from "./turn-stream.ts";

/** Answers a turn in the worker. One whose worker died is gone on with from its last step. */
export async function processAnswer({
  ctx,
  payload,
  signal,
}: Pick<RunningJob<"chat.answer">, "ctx" | "payload" | "signal">): Promise<unknown> {
  const { turnId } = payload;
  const outcome = await runTurn(ctx, turnId, {
    sink: redisSink(turnId),
    signal,
    whenInterrupted: () => (signal.reason === "cancelled" ? "stop" : "handBack"),
  });
  signal.throwIfAborted();
  if (outcome === "held") {
    throw new AppError("conflict", "This is being answered elsewhere; it is looked at again in a moment.");
  }
  return { turnId, outcome };
}
