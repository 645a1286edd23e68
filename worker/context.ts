import type { Context } from "#server/core/index.ts";
import { asUser } from "#server/db/index.ts";
import type { ClaimedJob } from "#server/jobs/index.ts";
import { logger } from "#server/observability/index.ts";

/** A job runs as its owner, with the role of this moment. Throws `forbidden` when the owner is no member any more. */
export async function contextOf(job: ClaimedJob, signal: AbortSignal): Promise<Context> {
  const identity = { userId: job.userId, workspaceId: job.workspaceId };
  const role = await asUser(identity, (_tx, current) => Promise.resolve(current));
  return {
    user: { id: job.userId },
    workspace: { id: job.workspaceId },
    role,
    actor: { kind: "job", jobId: job.id },
    door: "batch",
    requestId: job.id,
    log: logger().child({ jobId: job.id, kind: job.kind }),
    signal,
    reason: { jobId: job.id },
  };
}
