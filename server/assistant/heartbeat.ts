import { perProcess } from "#lib/per-process.ts";
import { type ClaimedTurn, extendTurns } from "#server/chat/index.ts";
import { logger } from "#server/observability/index.ts";

/** Within it a stop is noticed; the lease is many times longer. */
const everyMs = 700;

type Held = Pick<ClaimedTurn, "id" | "token">;

interface Beating extends Held {
  end: (reason: "stopped" | "lost") => void;
}

const state = perProcess(
  "assistant.heartbeat",
  (): { turns: Map<string, Beating>; timer?: NodeJS.Timeout | undefined; isBeating: boolean } => ({
    turns: new Map(),
    isBeating: false,
  }),
);

/** Says that this process still answers a turn until the answer is called, and ends it when it is to stop or was lost. */
export function keepAlive({ id, token }: Held, end: Beating["end"]): () => void {
  state.turns.set(token, { id, token, end });
  state.timer ??= setInterval(() => void beat(), everyMs);
  return () => {
    state.turns.delete(token);
    if (state.turns.size > 0) return;
    clearInterval(state.timer);
    state.timer = undefined;
  };
}

async function beat(): Promise<void> {
  if (state.isBeating) return;
  state.isBeating = true;
  const turns = [...state.turns.values()];
  try {
    const held = new Map((await extendTurns(turns)).map((turn) => [turn.token, turn]));
    for (const { token, end } of turns) {
      const turn = held.get(token);
      if (!turn) end("lost");
      else if (turn.stopRequested) end("stopped");
    }
  } catch (error) {
    logger().warn({ err: error, turns: turns.length }, "the heartbeat of turns failed");
  } finally {
    state.isBeating = false;
  }
}
