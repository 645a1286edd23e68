import { tasks } from "#drizzle/schema/people.ts";
import { CreateTaskInput, Task } from "#lib/schemas/tasks.ts";
import { audienceOfSubject } from "#server/contacts/index.ts";
import { emit, newId, operation } from "#server/core/index.ts";

import { dateOrNull, requireAssignee } from "./internal.ts";
import { readTask } from "./read.ts";

export const createTask = operation({
  name: "tasks.create",
  summary: "Create a task",
  guidance:
    "For something to be done; what is only worth knowing is a note. contactId and companyId come from search_query or a list. Leave out dueAt and assigneeId unless the user named them; assigneeId is a member's user id.",
  input: CreateTaskInput,
  output: Task,
  permission: "tasks:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp", "batch"],
  rest: { method: "POST", path: "/tasks" },
  async run({ ctx, tx, input }) {
    const ownership = await audienceOfSubject(tx, ctx.user.id, input);
    const assigneeId = input.assigneeId ?? null;
    await requireAssignee(tx, ctx, assigneeId, ownership);
    const id = newId();
    await tx.insert(tasks).values({
      id,
      workspaceId: ctx.workspace.id,
      ...ownership,
      title: input.title,
      dueAt: dateOrNull(input.dueAt),
      contactId: input.contactId ?? null,
      companyId: input.companyId ?? null,
      assigneeId,
    });
    await emit(ctx, { type: "task.changed", payload: { taskId: id } });
    return readTask(tx, id);
  },
});
