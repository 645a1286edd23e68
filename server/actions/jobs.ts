"use server";

import * as jobs from "#server/jobs/index.ts";

import { action } from "./action.ts";

export const cancelJob = action(jobs.cancelJob);
export const retryJob = action(jobs.retryJob);
