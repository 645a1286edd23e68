"use server";

import * as tasks from "#server/tasks/index.ts";

import { action } from "./action.ts";

export const createTask = action(tasks.createTask);
export const updateTask = action(tasks.updateTask);
export const completeTask = action(tasks.completeTask);
export const reopenTask = action(tasks.reopenTask);
export const deleteTask = action(tasks.deleteTask);
export const restoreTask = action(tasks.restoreTask);
