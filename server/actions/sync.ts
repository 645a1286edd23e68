"use server";

import * as sync from "#server/sync/index.ts";

import { action } from "./action.ts";

// imports.create stays away: its input names a stored file, which only the door that received it may do.
export const resumeImport = action(sync.resumeImport);
export const completeImport = action(sync.completeImport);
export const discardImport = action(sync.discardImport);
export const createPreview = action(sync.createPreview);
export const approvePreview = action(sync.approvePreview);
export const selectPreview = action(sync.selectPreview);
export const discardPreview = action(sync.discardPreview);
export const revokeRule = action(sync.revokeRule);
export const restoreRule = action(sync.restoreRule);
export const undoBatch = action(sync.undoBatch);
export const undoBatches = action(sync.undoBatches);
export const takeBackConnection = action(sync.takeBackConnection);
export const askProvider = action(sync.askProvider);
export const replayFailed = action(sync.replayFailed);
export const countDays = action(sync.countDays);
export const fetchMissing = action(sync.fetchMissing);
export const deleteConnection = action(sync.deleteConnection);
export const resumeBatch = action(sync.resumeBatch);
export const syncConnection = action(sync.syncConnection);
