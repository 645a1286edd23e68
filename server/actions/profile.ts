"use server";

import * as workspaces from "#server/workspaces/index.ts";

import { action } from "./action.ts";

export const updateProfile = action(workspaces.updateProfile);
