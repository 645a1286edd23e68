import { eq, sql } from "drizzle-orm";

import { tasks } from "#drizzle/schema/people.ts";
import { IdInput } from "#lib/schemas/common.ts";
import { Task } from "#lib/schemas/tasks.ts";
import { emit, operation } from "#server/core/index.ts";

import { taskRow } from "./internal.ts";
import { readTask } from "./read.ts";

export const deleteTask = operation({
  name: "tasks.delete",
  summary: "Put a task in the bin; tasks.restore brings it back",
  guidance: "Only when it is no longer wanted; what was done is ticked off with tasks_complete instead.",
  input: IdInput,
  output: Task,
  permission: "tasks:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp", "batch"],
  rest: { method: "DELETE", path: "/tasks/{id}" },
  targets: ({ id }) => [{ table: "tasks", id }],
  async run({ ctx, tx, input: { id } }) {
    await taskRow(tx, id, { toWrite: true });
    await tx
      .update(tasks)
      .set({ deletedAt: sql`now()` })
      .where(eq(tasks.id, id));
    await emit(ctx, { type: "task.changed", payload: { taskId: id } });
    return readTask(tx, id);
  },
});
