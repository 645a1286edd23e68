import type { Context } from "#server/core/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

/** What a worker that is killed leaves behind: a step that did not commit. */
export class Killed extends Error {
  constructor() {
    super("killed");
    this.name = "Killed";
  }
}

/** A sync as a worker runs it, that dies before its nth step commits: nothing of that step, nor of what would follow, is done. */
export function runningSync(
  { user, workspace, role, log }: Context,
  { id, connectionId, killedAt }: { id: string; connectionId: string; killedAt: number },
): RunningJob<"connections.sync"> {
  const abort = new AbortController();
  let steps = 0;
  return {
    id,
    ctx: {
      ...{ user, workspace, role, log },
      actor: { kind: "job", jobId: id },
      door: "batch",
      requestId: id,
      signal: abort.signal,
      reason: { jobId: id },
    },
    payload: { connectionId },
    signal: abort.signal,
    checkpoint() {
      if (++steps < killedAt) return Promise.resolve();
      const killed = new Killed();
      abort.abort(killed);
      return Promise.reject(killed);
    },
    told: () => Promise.resolve(),
    turnIsOver: () => Promise.resolve(false),
  };
}
