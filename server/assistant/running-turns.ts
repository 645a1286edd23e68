import { perProcess } from "#lib/per-process.ts";

interface RunningTurn {
  interrupt: () => void;
  done: Promise<unknown>;
}

const running = perProcess("assistant.running-turns", () => new Set<RunningTurn>());

/** Remembers a turn that this process answers until it is done. */
export function remember(turn: RunningTurn): void {
  running.add(turn);
  void turn.done.catch(() => undefined).finally(() => running.delete(turn));
}

/** Ends every turn of this process with what it has, because the process stops. Settles once all are written down. */
export async function interruptTurns(): Promise<void> {
  const turns = [...running];
  for (const { interrupt } of turns) interrupt();
  await Promise.allSettled(turns.map(({ done }) => done));
}
