import { eq, sql } from "drizzle-orm";

import { tasks } from "#drizzle/schema/people.ts";
import { IdInput } from "#lib/schemas/common.ts";
import { Task } from "#lib/schemas/tasks.ts";
import { emit, operation } from "#server/core/index.ts";

import { taskRow } from "./internal.ts";
import { readTask } from "./read.ts";

export const completeTask = operation({
  name: "tasks.complete",
  summary: "Tick off a task",
  guidance:
    "When the user says that it is done. A task that is done already stays as it is. The id comes from tasks_list.",
  input: IdInput,
  output: Task,
  permission: "tasks:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp", "batch"],
  rest: { method: "POST", path: "/tasks/{id}/complete" },
  targets: ({ id }) => [{ table: "tasks", id }],
  async run({ ctx, tx, input: { id } }) {
    const row = await taskRow(tx, id, { toWrite: true });
    if (row.doneAt) return readTask(tx, id);
    await tx
      .update(tasks)
      .set({ doneAt: sql`now()` })
      .where(eq(tasks.id, id));
    await emit(ctx, { type: "task.changed", payload: { taskId: id } });
    return readTask(tx, id);
  },
});
