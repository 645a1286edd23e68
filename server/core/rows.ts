import { and, eq, type InferSelectModel, isNull } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";

import { AppError, notFound } from "#lib/errors.ts";
import type { Tx } from "#server/db/index.ts";

type TableWithBin = PgTable & { id: PgColumn; deletedAt: PgColumn };

export interface RowChoice {
  /** Also a row that lies in the bin. */
  withDeleted?: boolean;
  /** Nobody else changes the row until this transaction ends: what is checked here still holds when it is written. */
  toWrite?: boolean;
}

/** The row, seen through the caller's policies; throws not_found ("This `what` …"), also for a row in the bin. */
export async function findRow<T extends TableWithBin>(
  tx: Tx,
  table: T,
  what: string,
  id: string,
  { withDeleted = false, toWrite = false }: RowChoice = {},
): Promise<InferSelectModel<T>> {
  const plain: TableWithBin = table;
  const query = tx
    .select()
    .from(plain)
    .where(and(eq(plain.id, id), withDeleted ? undefined : isNull(plain.deletedAt)));
  const [row] = await (toWrite ? query.for("no key update") : query);
  if (!row) throw notFound(what);
  // Selecting all columns of a table yields its select model; TypeScript cannot see that through the generic T.
  return row as InferSelectModel<T>;
}

/** Refuses when the row moved on since the caller read it. Read the row `toWrite`, or two may pass at once. */
export function requireVersion(row: { version: number }, expected: number | undefined): void {
  if (expected !== undefined && row.version !== expected) {
    throw new AppError(
      "stale",
      "Somebody changed this since you opened it. Look at the new values, then save again.",
    );
  }
}

/** Refuses to restore what is not in the bin. */
export function requireInBin(row: { deletedAt: Date | null }, name: string): void {
  if (!row.deletedAt) throw new AppError("conflict", `${name} is not in the bin.`);
}

/** An instant as a table (Date) or a plain statement (text) gives it, in ISO 8601, UTC. */
export const toIso = (value: Date | string): string => new Date(value).toISOString();

export const isoOrNull = (value: Date | string | null): string | null =>
  value === null ? null : toIso(value);
