import { sql } from "drizzle-orm";

import { AppError } from "#lib/errors.ts";
import { operationsNotTakenBack, tablesNotTakenBack } from "#lib/not-taken-back.ts";
import { type OperationContext, type Permission, requirePermission } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { leftForGood, standingEffects } from "#server/effects/index.ts";
import { undoOfSync } from "#server/sync/index.ts";

import { type ChangeSetRow, wholeOfPart } from "./internal.ts";
import { hasEffects } from "./scope.ts";

/** Above this a request would take too long: a worker does it, and only all of it. */
export const itemsAtOnce = 10_000;

/** The right that the inverse of a change needs. */
const permissionOf: Readonly<Record<string, Permission>> = {
  companies: "companies:write",
  contacts: "contacts:write",
  contact_identities: "contacts:write",
  notes: "notes:write",
  tasks: "tasks:write",
  tags: "tags:write",
  contact_tags: "tags:write",
  ignored_addresses: "contacts:write",
  dismissed_suggestions: "contacts:write",
  connections: "sync:write",
  budget_limits: "billing:write",
  workspaces: "billing:write",
  memories: "chat:write",
};

/** The right to take back what an operation did outside: that of doing it. */
const rightOutside = (operation: string): Permission =>
  operation.startsWith("events.") ? "calendar:write" : "mail:write";

interface Visible extends Record<string, unknown> {
  items: number;
  erased: boolean;
  tables: string[];
}

/** Why the caller may not take this set back, or this part of it, or null. */
export async function refusalOf(
  ctx: OperationContext,
  tx: Tx,
  set: ChangeSetRow,
  part?: number,
): Promise<AppError | null> {
  if (set.reverted_by_id) return new AppError("conflict", "This change was taken back already.");
  if (set.status === "open") {
    return new AppError(
      "conflict",
      "This change is still being written. Wait until it is done, or stop its job.",
    );
  }
  if (part === undefined && (await wholeOfPart(tx, set.id))?.is_back) {
    return new AppError(
      "conflict",
      "This is about one step of a change, and all of that change was taken back meanwhile. Take that back first.",
    );
  }
  // Before anything is read or locked for it: an import has as many rows as a mailbox.
  if (part !== undefined && set.kind === "sync") return noSuchPart();
  if (part !== undefined && set.item_count > itemsAtOnce) {
    return new AppError(
      "conflict",
      "This change is too large for one step of it to be taken back by itself. Take back all of it.",
    );
  }
  // Taken back as a whole by its own job.
  if (set.kind === "sync") return lacking(ctx, ["changes:write", "sync:write"]);
  if (set.operation === "batches.undo") {
    return new AppError(
      "conflict",
      "This took an import back. To have its mail again, make a new preview of the file and approve it.",
    );
  }
  if (operationsNotTakenBack.has(set.operation)) {
    return new AppError(
      "conflict",
      "Access to an account is not taken back here. Connect or disconnect it in Settings, Google.",
    );
  }
  const ofPart = part === undefined ? sql`true` : sql`i.part = ${part}`;
  const [visible] = await tx.execute<Visible>(sql`
    select count(*)::int as items, coalesce(bool_or(i.erased_at is not null and ${ofPart}), false) as erased,
      coalesce(array_agg(distinct i.table_name) filter (where i.row_id is not null and ${ofPart}), '{}') as tables
    from crm.change_items i where i.change_set_id = ${set.id}`);
  if (!visible || visible.items !== set.item_count) {
    return new AppError(
      "forbidden",
      "Part of this change belongs to somebody else and is hidden from you. Ask who made it to take it back.",
    );
  }
  if (part !== undefined && visible.tables.length === 0 && !(await hasEffects(tx, set.id, part)))
    return noSuchPart();
  const outside = await standingEffects(tx, set.id, part);
  if (
    part === undefined &&
    visible.tables.length === 0 &&
    outside.length === 0 &&
    !(await undoOfSync(tx, set.id))
  )
    return new AppError("conflict", "This changed no records: there is nothing to take back.");
  if (visible.erased) {
    return new AppError(
      "gone",
      "Part of this change was erased for privacy, so it cannot be taken back any more.",
    );
  }
  const left = await leftForGood(tx, set.id, part);
  if (left) return left;
  const held = visible.tables.map((table) => permissionOf[table]).filter((right) => right !== undefined);
  if (visible.tables.some((table) => tablesNotTakenBack.has(table)) || held.length < visible.tables.length) {
    return new AppError(
      "forbidden",
      "Members, profiles and the workspace itself are not taken back here. Change them in the settings.",
    );
  }
  return lacking(ctx, ["changes:write", ...held, ...outside.map(({ operation }) => rightOutside(operation))]);
}

const noSuchPart = (): AppError =>
  new AppError("not_found", "This step changed no records: there is nothing of it to take back.");

function lacking(ctx: OperationContext, permissions: readonly Permission[]): AppError | null {
  try {
    for (const permission of permissions) requirePermission(ctx, { permission });
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}
