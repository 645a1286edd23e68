import { AppError } from "#lib/errors.ts";
import type { Context } from "#server/core/index.ts";
import { asUser } from "#server/db/index.ts";
import { type ClaimedJob, JobCancelledError } from "#server/jobs/index.ts";
import { logger } from "#server/observability/index.ts";

/** A job runs as its owner, with the role of this moment. An owner who is no member any more cancels it. */
export async function contextOf(job: ClaimedJob, signal: AbortSignal): Promise<Context> {
  const identity = { userId: job.userId, workspaceId: job.workspaceId };
  const role = await asUser(identity, (_tx, current) => Promise.resolve(current)).catch((error: unknown) => {
    throw error instanceof AppError && error.code === "forbidden" ? new JobCancelledError(job.id) : error;
  });
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
