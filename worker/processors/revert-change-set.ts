import { performRevert } from "#server/change-sets/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

/** Takes back a change set too large for a request: one transaction, so that a second run finds it done or not begun. */
export async function revertChangeSetJob({
  ctx,
  payload,
  checkpoint,
}: RunningJob<"changeSets.revert">): Promise<unknown> {
  return performRevert(
    ctx,
    { id: payload.changeSetId, onConflict: payload.onConflict },
    { onProgress: checkpoint },
  );
}
