"use server";

import * as chat from "#server/chat/index.ts";

import { action } from "./action.ts";

export const sendMessage = action(chat.sendMessage);
export const stopThread = action(chat.stopThread);
export const retryTurn = action(chat.retryTurn);
export const renameThread = action(chat.renameThread);
export const archiveThread = action(chat.archiveThread);
export const deleteThread = action(chat.deleteThread);
export const restoreThread = action(chat.restoreThread);
