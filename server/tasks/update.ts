import { eq } from "drizzle-orm";

import { tasks } from "#drizzle/schema/people.ts";
import { AppError } from "#lib/errors.ts";
import { Task, UpdateTaskInput } from "#lib/schemas/tasks.ts";
import { audienceOfSubject } from "#server/contacts/index.ts";
import { emit, operation, requireVersion } from "#server/core/index.ts";

import { dateOrNull, requireAssignee, taskRow } from "./internal.ts";
import { readTask } from "./read.ts";

export const updateTask = operation({
  name: "tasks.update",
  summary: "Change a task's title, due date, contact, company or assignee",
  guidance:
    "Send only what changes; null clears a value. To tick it off use tasks_complete. Ids come from tasks_list, search_query and the members of the workspace.",
  input: UpdateTaskInput,
  output: Task,
  permission: "tasks:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp", "batch"],
  rest: { method: "PATCH", path: "/tasks/{id}" },
  targets: ({ id }) => [{ table: "tasks", id }],
  async run({ ctx, tx, input }) {
    const row = await taskRow(tx, input.id, { toWrite: true });
    requireVersion(row, input.expectedVersion);
    const changed = {
      title: input.title ?? row.title,
      dueAt: input.dueAt === undefined ? row.dueAt : dateOrNull(input.dueAt),
      contactId: input.contactId === undefined ? row.contactId : input.contactId,
      companyId: input.companyId === undefined ? row.companyId : input.companyId,
      assigneeId: input.assigneeId === undefined ? row.assigneeId : input.assigneeId,
    };
    const moves = changed.contactId !== row.contactId || changed.companyId !== row.companyId;
    const ownership = moves ? await audienceOfSubject(tx, row.ownerId, changed, row) : row;
    if (ownership.audience === "private" && ownership.ownerId !== row.ownerId) {
      throw new AppError(
        "conflict",
        "This task is somebody else's and would vanish for them on a private record. Create one of your own there.",
      );
    }
    if (moves || changed.assigneeId !== row.assigneeId)
      await requireAssignee(tx, ctx, changed.assigneeId, ownership);
    await tx
      .update(tasks)
      .set({ ...changed, audience: ownership.audience, ownerId: ownership.ownerId })
      .where(eq(tasks.id, row.id));
    await emit(ctx, { type: "task.changed", payload: { taskId: row.id } });
    return readTask(tx, row.id);
  },
});
