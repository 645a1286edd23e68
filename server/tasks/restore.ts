import { eq } from "drizzle-orm";

import { tasks } from "#drizzle/schema/people.ts";
import { IdInput } from "#lib/schemas/common.ts";
import { Task } from "#lib/schemas/tasks.ts";
import { emit, operation, requireInBin } from "#server/core/index.ts";

import { taskRow } from "./internal.ts";
import { readTask } from "./read.ts";

export const restoreTask = operation({
  name: "tasks.restore",
  summary: "Bring a task back from the bin",
  guidance: "The id comes from tasks_list with deleted=true.",
  input: IdInput,
  output: Task,
  permission: "tasks:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp", "batch"],
  rest: { method: "POST", path: "/tasks/{id}/restore" },
  targets: ({ id }) => [{ table: "tasks", id }],
  async run({ ctx, tx, input: { id } }) {
    const row = await taskRow(tx, id, { withDeleted: true, toWrite: true });
    requireInBin(row, `"${row.title}"`);
    await tx.update(tasks).set({ deletedAt: null }).where(eq(tasks.id, id));
    await emit(ctx, { type: "task.changed", payload: { taskId: id } });
    return readTask(tx, id);
  },
});
