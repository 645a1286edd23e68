import type { TurnStarted } from "#lib/schemas/chat.ts";
import { runTurn } from "#server/assistant/index.ts";
import type { Context } from "#server/core/index.ts";

import { memorySink } from "../turns.ts";

export interface Running {
  hasSpoken: () => boolean;
  /** As a process is told to end; another then goes on with the turn. */
  stopProcess: () => void;
  done: Promise<string>;
}

/** Answers a turn in this process, by whatever model is bound. */
export function startTurn(ctx: Context, { turnId }: TurnStarted): Running {
  const { sink, chunks } = memorySink();
  const stopping = new AbortController();
  const done = runTurn(ctx, turnId, { sink, signal: stopping.signal, whenInterrupted: () => "handBack" });
  return {
    hasSpoken: () => chunks.some(({ type }) => type === "text-delta"),
    stopProcess: () => stopping.abort("stopping"),
    done,
  };
}

export const answerTurn = (ctx: Context, started: TurnStarted): Promise<string> =>
  startTurn(ctx, started).done;
