"use server";

import * as registry from "#server/registry/index.ts";

import { action } from "./action.ts";

export const approveProposal = action(registry.approveProposal);
export const rejectProposal = action(registry.rejectProposal);
export const reopenProposal = action(registry.reopenProposal);
