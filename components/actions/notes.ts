import * as actions from "#server/actions/notes.ts";
import { reaching } from "#components/live/reaching.ts";

export const createNote = /*#__PURE__*/ reaching(actions.createNote);
export const updateNote = /*#__PURE__*/ reaching(actions.updateNote);
export const deleteNote = /*#__PURE__*/ reaching(actions.deleteNote);
export const restoreNote = /*#__PURE__*/ reaching(actions.restoreNote);
