import { sql } from "drizzle-orm";

import { AppError } from "#lib/errors.ts";
import type { Tx } from "#server/db/index.ts";

import type { Conflicts, Kept } from "./conflicts.ts";

interface Row extends Record<string, unknown> {
  table_name: string;
  row_id: string;
  parts: number[];
  /** Taken back with its part before. */
  is_back: boolean;
}

interface ScopeRows {
  rows: readonly Row[];
  taken: ReadonlySet<number>;
}

/** The rows of a set with the parts that wrote them. */
async function rowsOf(tx: Tx, id: string): Promise<ScopeRows> {
  const backs = await tx.execute<{ part: number }>(sql`
    select r.reverts_part as part from crm.change_sets r
    where r.reverts_id = ${id} and r.reverts_part is not null and r.reverted_by_id is null`);
  const taken = new Set(backs.map(({ part }) => part));
  const rows = await tx.execute<Row>(sql`
    select i.table_name, i.row_id, array_agg(distinct coalesce(i.part, -1)) as parts,
      exists (select 1 from crm.change_items b
        join crm.change_sets r on r.workspace_id = b.workspace_id and r.id = b.change_set_id
        where r.reverts_id = ${id} and r.reverts_part is not null and r.reverted_by_id is null
          and b.table_name = i.table_name and b.row_id = i.row_id) as is_back
    from crm.change_items i where i.change_set_id = ${id} and i.row_id is not null
    group by i.table_name, i.row_id`);
  return { rows, taken };
}

const keptOf = (rows: readonly Row[]): Kept[] =>
  rows.map(({ table_name, row_id }) => ({ table_name, row_id, columns: [] }));

/** Whether parts of the set were taken back that stand so. */
const hasParts = async (tx: Tx, id: string): Promise<boolean> => {
  const [row] = await tx.execute<{ some: boolean }>(sql`
    select exists (select 1 from crm.change_sets r where r.reverts_id = ${id} and r.reverts_part is not null
      and r.reverted_by_id is null) as some`);
  return row?.some ?? false;
};

/**
 * The rows of a set that a revert leaves alone from the start: of the whole those that went back with a part before, of
 * a part those of all others. Throws conflict, in words, for a part that was taken back or shares a record with another.
 */
export async function leftAlone(tx: Tx, id: string, part: number | undefined): Promise<Kept[]> {
  if (part === undefined) {
    if (!(await hasParts(tx, id))) return [];
    const { rows } = await rowsOf(tx, id);
    return keptOf(rows.filter(({ is_back }) => is_back));
  }
  const { rows, taken } = await rowsOf(tx, id);
  if (taken.has(part)) throw new AppError("conflict", "This step was taken back already.");
  const own = rows.filter(({ parts }) => parts.includes(part));
  const shared = own.flatMap(({ parts }) => parts.filter((one) => one !== part));
  if (shared[0] !== undefined) {
    throw new AppError(
      "conflict",
      `${stepWords(shared[0])} changed the same record, so this step cannot be taken back by itself. Take back all of it.`,
    );
  }
  return keptOf(rows.filter(({ parts }) => !parts.includes(part)));
}

/** Whether a part of the set did something outside. */
export async function hasEffects(tx: Tx, id: string, part: number): Promise<boolean> {
  const [row] = await tx.execute<{ some: boolean }>(
    sql`select exists (select 1 from crm.effects where change_set_id = ${id} and part = ${part}) as some`,
  );
  return row?.some ?? false;
}

const stepWords = (part: number): string => (part < 0 ? "Another step" : `Step ${part + 1}`);

/** Throws conflict, in words, where another step of the same set rests on what this one made. */
export async function requireNothingRestsOn(tx: Tx, id: string, { found }: Conflicts): Promise<void> {
  for (const { kind, by_table, by_row } of found) {
    if (kind !== "referenced") continue;
    const [row] = await tx.execute<{ part: number | null }>(sql`
      select i.part from crm.change_items i
      where i.change_set_id = ${id} and i.table_name = ${by_table} and i.row_id = ${by_row} limit 1`);
    if (!row) continue;
    throw new AppError(
      "conflict",
      `${stepWords(row.part ?? -1)} rests on what this step made. Take that back first, or all of it.`,
    );
  }
}
