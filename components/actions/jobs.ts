import * as actions from "#server/actions/jobs.ts";
import { reaching } from "#components/live/reaching.ts";

export const cancelJob = /*#__PURE__*/ reaching(actions.cancelJob);
export const retryJob = /*#__PURE__*/ reaching(actions.retryJob);
