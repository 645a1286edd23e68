import { IdInput } from "#lib/schemas/common.ts";
import { Task } from "#lib/schemas/tasks.ts";
import { operation } from "#server/core/index.ts";

import { readTask } from "./read.ts";

export const getTask = operation({
  name: "tasks.get",
  summary: "Read a task",
  guidance: "The id comes from tasks_list or a contact's timeline.",
  input: IdInput,
  output: Task,
  permission: "tasks:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/tasks/{id}" },
  run: ({ tx, input }) => readTask(tx, input.id),
});
