import { completeTask } from "./complete.ts";
import { createTask } from "./create.ts";
import { deleteTask } from "./delete.ts";
import { getTask } from "./get.ts";
import { listTasks } from "./list.ts";
import { reopenTask } from "./reopen.ts";
import { restoreTask } from "./restore.ts";
import { updateTask } from "./update.ts";

export { completeTask, createTask, deleteTask, getTask, listTasks, reopenTask, restoreTask, updateTask };

export const taskOperations = [
  createTask,
  getTask,
  listTasks,
  updateTask,
  completeTask,
  reopenTask,
  deleteTask,
  restoreTask,
] as const;
