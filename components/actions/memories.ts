import * as actions from "#server/actions/memories.ts";
import { reaching } from "#components/live/reaching.ts";

export const createMemory = /*#__PURE__*/ reaching(actions.createMemory);
export const updateMemory = /*#__PURE__*/ reaching(actions.updateMemory);
export const deleteMemory = /*#__PURE__*/ reaching(actions.deleteMemory);
export const restoreMemory = /*#__PURE__*/ reaching(actions.restoreMemory);
