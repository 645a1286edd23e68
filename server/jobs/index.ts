import { cancelJob } from "./cancel.ts";
import { getJob } from "./get.ts";
import { listJobs } from "./list.ts";
import { readJobLog } from "./log.ts";
import { retryJob } from "./retry.ts";

export {
  checkpoint,
  type Claim,
  type ClaimedJob,
  claimJob,
  extendLease,
  JobCancelledError,
  JobPausedError,
  JobYieldedError,
  LostClaimError,
  othersWait,
  settleJob,
  tell,
} from "./claims.ts";
export {
  isJobKind,
  type JobDefinition,
  jobDefinitions,
  type JobKind,
  type JobPayload,
  queueNames,
} from "./definitions.ts";
export { enqueueJob } from "./enqueue.ts";
export { closeQueues, deliver } from "./queues.ts";
export { workerSeenAt } from "./presence.ts";
export { sweepJobs } from "./sweep.ts";
export type { Processor, RunningJob } from "./types.ts";
export { cancelJob, getJob, listJobs, readJobLog, retryJob };

export const jobOperations = [getJob, listJobs, readJobLog, cancelJob, retryJob] as const;
