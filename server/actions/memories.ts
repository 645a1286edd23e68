"use server";

import * as memories from "#server/memories/index.ts";

import { action } from "./action.ts";

export const createMemory = action(memories.createMemory);
export const updateMemory = action(memories.updateMemory);
export const deleteMemory = action(memories.deleteMemory);
export const restoreMemory = action(memories.restoreMemory);
