"use server";

import * as changeSets from "#server/change-sets/index.ts";

import { action } from "./action.ts";

export const revertChangeSet = action(changeSets.revertChangeSet);
export const revertAllChangeSets = action(changeSets.revertAllChangeSets);
