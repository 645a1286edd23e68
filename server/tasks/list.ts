import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";

import { ListTasksInput, type Task, TaskPage } from "#lib/schemas/tasks.ts";
import { decodeCursor, IdCursor, operation, toPage } from "#server/core/index.ts";

import { selectTasks } from "./read.ts";

interface Order {
  orderBy: SQL;
  after: SQL | null;
  cursorOf: (task: Task) => (string | null)[];
}

const DueCursor = z.tuple([z.iso.datetime().nullable(), z.uuid()]);
// No coalesce(): row level security counts it as a function, and would keep the cursor out of the index.
const due = sql.raw("case when t.due_at is null then 'infinity'::timestamptz else t.due_at end");

function orderFor(sort: "due" | "recent", cursor: string | undefined): Order {
  switch (sort) {
    case "due": {
      const at = decodeCursor(cursor, DueCursor);
      return {
        orderBy: sql`${due}, t.id`,
        after: at && sql`(${due}, t.id) > (${at[0] ?? "infinity"}::timestamptz, ${at[1]})`,
        cursorOf: (task) => [task.dueAt, task.id],
      };
    }
    case "recent": {
      const at = decodeCursor(cursor, IdCursor);
      return {
        orderBy: sql`t.id desc`,
        after: at && sql`t.id < ${at[0]}`,
        cursorOf: (task) => [task.id],
      };
    }
  }
}

const statusIs: Record<"open" | "done" | "all", SQL[]> = {
  open: [sql`t.done_at is null`],
  done: [sql`t.done_at is not null`],
  all: [],
};

export const listTasks = operation({
  name: "tasks.list",
  summary: "List tasks by due date, those without one last",
  guidance:
    "Open ones unless status says otherwise; narrow by contactId, companyId, mine=true or dueBy. sort=recent gives the newest first. deleted=true lists the bin.",
  input: ListTasksInput,
  output: TaskPage,
  permission: "tasks:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/tasks" },
  async run({ ctx, tx, input }) {
    const { orderBy, after, cursorOf } = orderFor(input.sort, input.cursor);
    const conditions = [
      input.deleted === "true" ? sql`t.deleted_at is not null` : sql`t.deleted_at is null`,
      ...statusIs[input.status],
      ...(input.contactId ? [sql`t.contact_id = ${input.contactId}`] : []),
      ...(input.companyId ? [sql`t.company_id = ${input.companyId}`] : []),
      ...(input.assigneeId ? [sql`t.assignee_id = ${input.assigneeId}`] : []),
      ...(input.mine === "true"
        ? [sql`(t.assignee_id = ${ctx.user.id} or (t.assignee_id is null and t.owner_id = ${ctx.user.id}))`]
        : []),
      ...(input.dueBy ? [sql`t.due_at <= ${input.dueBy}::timestamptz`] : []),
      ...(after ? [after] : []),
    ];
    const tasks = await selectTasks(tx, conditions, orderBy, input.limit + 1);
    return toPage(tasks, input.limit, cursorOf, (task) => task);
  },
});
