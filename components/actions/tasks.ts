import * as actions from "#server/actions/tasks.ts";
import { reaching } from "#components/live/reaching.ts";

export const createTask = /*#__PURE__*/ reaching(actions.createTask);
export const updateTask = /*#__PURE__*/ reaching(actions.updateTask);
export const completeTask = /*#__PURE__*/ reaching(actions.completeTask);
export const reopenTask = /*#__PURE__*/ reaching(actions.reopenTask);
export const deleteTask = /*#__PURE__*/ reaching(actions.deleteTask);
export const restoreTask = /*#__PURE__*/ reaching(actions.restoreTask);
