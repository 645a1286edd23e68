"use server";

import * as apiKeys from "#server/api-keys/index.ts";

import { action } from "./action.ts";

export const createApiKey = action(apiKeys.createApiKey);
export const revokeApiKey = action(apiKeys.revokeApiKey);
