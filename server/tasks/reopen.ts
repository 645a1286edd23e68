import { eq } from "drizzle-orm";

import { tasks } from "#drizzle/schema/people.ts";
import { IdInput } from "#lib/schemas/common.ts";
import { Task } from "#lib/schemas/tasks.ts";
import { emit, operation } from "#server/core/index.ts";

import { taskRow } from "./internal.ts";
import { readTask } from "./read.ts";

export const reopenTask = operation({
  name: "tasks.reopen",
  summary: "Open a task again that was ticked off",
  guidance: "A task that is open already stays as it is. The id comes from tasks_list with status=done.",
  input: IdInput,
  output: Task,
  permission: "tasks:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp", "batch"],
  rest: { method: "POST", path: "/tasks/{id}/reopen" },
  targets: ({ id }) => [{ table: "tasks", id }],
  async run({ ctx, tx, input: { id } }) {
    const row = await taskRow(tx, id, { toWrite: true });
    if (!row.doneAt) return readTask(tx, id);
    await tx.update(tasks).set({ doneAt: null }).where(eq(tasks.id, id));
    await emit(ctx, { type: "task.changed", payload: { taskId: id } });
    return readTask(tx, id);
  },
});
