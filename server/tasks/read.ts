import { type SQL, sql } from "drizzle-orm";

import { notFound } from "#lib/errors.ts";
import type { Task } from "#lib/schemas/tasks.ts";
import { isoOrNull, toIso } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

interface Row extends Record<string, unknown> {
  id: string;
  title: string;
  due_at: string | null;
  done_at: string | null;
  contact_id: string | null;
  contact_name: string | null;
  company_id: string | null;
  company_name: string | null;
  assignee_id: string | null;
  assignee_name: string | null;
  owner_id: string;
  audience: Task["audience"];
  version: number;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
}

const toTask = (row: Row): Task => ({
  id: row.id,
  title: row.title,
  dueAt: isoOrNull(row.due_at),
  doneAt: isoOrNull(row.done_at),
  contactId: row.contact_id,
  contactName: row.contact_name,
  companyId: row.company_id,
  companyName: row.company_name,
  assigneeId: row.assignee_id,
  assigneeName: row.assignee_name,
  ownerId: row.owner_id,
  audience: row.audience,
  version: row.version,
  createdAt: toIso(row.created_at),
  updatedAt: toIso(row.updated_at),
  deletedAt: isoOrNull(row.deleted_at),
});

/** Tasks `t` that fulfil every condition, in this order. */
export async function selectTasks(
  tx: Tx,
  conditions: SQL[],
  orderBy: SQL = sql`t.id desc`,
  limit = 1,
): Promise<Task[]> {
  const rows = await tx.execute<Row>(sql`
    select t.*, c.display_name as contact_name, o.name as company_name, p.display_name as assignee_name
    from (
      select t.* from crm.tasks t where ${sql.join(conditions, sql` and `)} order by ${orderBy} limit ${limit}
    ) t
      left join crm.contacts c on c.workspace_id = t.workspace_id and c.id = t.contact_id and c.deleted_at is null
      left join crm.companies o on o.workspace_id = t.workspace_id and o.id = t.company_id and o.deleted_at is null
      left join crm.profiles p on p.workspace_id = t.workspace_id and p.user_id = t.assignee_id
    order by ${orderBy}`);
  return rows.map(toTask);
}

/** The task as every door answers it, also one in the bin. */
export async function readTask(tx: Tx, id: string): Promise<Task> {
  const [task] = await selectTasks(tx, [sql`t.id = ${id}`]);
  if (!task) throw notFound("task");
  return task;
}
