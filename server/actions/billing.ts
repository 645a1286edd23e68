"use server";

import * as billing from "#server/billing/index.ts";

import { action } from "./action.ts";

export const setBudget = action(billing.setBudget);
export const removeBudget = action(billing.removeBudget);
export const keepBodies = action(billing.keepBodies);
