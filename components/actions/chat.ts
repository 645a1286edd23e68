import * as actions from "#server/actions/chat.ts";
import { reaching } from "#components/live/reaching.ts";

export const sendMessage = /*#__PURE__*/ reaching(actions.sendMessage);
export const stopThread = /*#__PURE__*/ reaching(actions.stopThread);
export const retryTurn = /*#__PURE__*/ reaching(actions.retryTurn);
export const renameThread = /*#__PURE__*/ reaching(actions.renameThread);
export const archiveThread = /*#__PURE__*/ reaching(actions.archiveThread);
export const deleteThread = /*#__PURE__*/ reaching(actions.deleteThread);
export const restoreThread = /*#__PURE__*/ reaching(actions.restoreThread);
