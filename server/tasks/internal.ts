import { sql } from "drizzle-orm";

import { tasks } from "#drizzle/schema/people.ts";
import { AppError } from "#lib/errors.ts";
import { findRow, type OperationContext, type Ownership, type RowChoice } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

type TaskRow = typeof tasks.$inferSelect;

/** The row, seen through the caller's policies; throws not_found, also for one in the bin unless `withDeleted`. */
export const taskRow = (tx: Tx, id: string, choice?: RowChoice): Promise<TaskRow> =>
  findRow(tx, tasks, "task", id, choice);

export const dateOrNull = (instant: string | null | undefined): Date | null =>
  instant ? new Date(instant) : null;

/** Refuses an assignee who is no member, or who would not see the task. */
export async function requireAssignee(
  tx: Tx,
  ctx: OperationContext,
  assigneeId: string | null,
  { audience, ownerId }: Ownership,
): Promise<void> {
  if (assigneeId === null) return;
  if (audience === "private" && assigneeId !== ownerId)
    throw unfitAssignee("The task is about a private record, so only you see it. Leave it to yourself.");
  const [member] = await tx.execute(sql`
    select 1 from crm.members where workspace_id = ${ctx.workspace.id} and user_id = ${assigneeId}`);
  if (!member)
    throw unfitAssignee(
      "This person is not a member of the workspace. Choose somebody who is, or invite them.",
    );
}

const unfitAssignee = (message: string): AppError =>
  new AppError("invalid_input", message, { fields: { assigneeId: message } });
