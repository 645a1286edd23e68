import * as actions from "#server/actions/tags.ts";
import { reaching } from "#components/live/reaching.ts";

export const createTag = /*#__PURE__*/ reaching(actions.createTag);
export const updateTag = /*#__PURE__*/ reaching(actions.updateTag);
export const deleteTag = /*#__PURE__*/ reaching(actions.deleteTag);
export const addTag = /*#__PURE__*/ reaching(actions.addTag);
export const removeTag = /*#__PURE__*/ reaching(actions.removeTag);
