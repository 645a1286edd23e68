import { sql } from "drizzle-orm";

import type { OnConflict, RevertConflict } from "#lib/schemas/change-sets.ts";
import type { Tx } from "#server/db/index.ts";

import { labelsOf } from "./labels.ts";

interface Found extends Record<string, unknown> {
  table_name: string;
  row_id: string;
  kind: RevertConflict["kind"];
  columns: string[];
  whole: boolean;
  by_table: string;
  by_row: string;
}

/** What a revert leaves alone: the whole row where columns is empty. */
export interface Kept {
  table_name: string;
  row_id: string;
  columns: string[];
}

export interface Conflicts {
  found: readonly Found[];
  /** For app.revert_items. */
  kept: string;
}

/**
 * What stands differently now, and what is therefore left alone. Leaving one row alone may hold others (what it refers
 * to must stay), so it asks again until nothing new turns up; `ask` shows the first answer. `leftAlone` is so in any case.
 */
export async function findConflicts(
  tx: Tx,
  id: string,
  onConflict: OnConflict,
  leftAlone: readonly Kept[] = [],
): Promise<Conflicts> {
  const found: Found[] = [];
  const kept: Kept[] = [...leftAlone];
  for (;;) {
    const answer = await tx.execute<Found>(
      sql`select * from app.revert_conflicts(${id}, ${JSON.stringify(kept)}::jsonb)`,
    );
    const held = answer.filter((conflict) => onConflict === "keep" || conflict.kind !== "changed");
    if (found.length === 0) found.push(...answer);
    else found.push(...held);
    if (onConflict === "ask" || held.length === 0) return { found, kept: JSON.stringify(kept) };
    kept.push(
      ...held.map(({ table_name, row_id, columns, whole }) => ({
        table_name,
        row_id,
        columns: whole ? [] : columns,
      })),
    );
  }
}

const shownMax = 200;

interface Author extends Record<string, unknown> {
  seq: string;
  place: number;
  change_set_id: string;
  user_id: string | null;
  name: string | null;
  at: string;
}

/** The conflicts as people read them: whose row, and who changed it last. At most 200. */
export async function describeConflicts(tx: Tx, { found }: Conflicts): Promise<RevertConflict[]> {
  const shown = found.slice(0, shownMax);
  if (shown.length === 0) return [];
  const labels = await labelsOf(
    tx,
    shown.map((conflict) => ({ table: conflict.table_name, rowId: conflict.row_id })),
  );
  const authors = await lastAuthors(tx, shown);
  return shown.map((conflict, place) => {
    const author = authors.get(place);
    return {
      table: conflict.table_name,
      rowId: conflict.row_id,
      label: labels.get(conflict.row_id) ?? null,
      kind: conflict.kind,
      columns: conflict.columns,
      changedBy: author
        ? {
            changeSetId: author.change_set_id,
            userId: author.user_id,
            name: author.name,
            at: new Date(author.at).toISOString(),
          }
        : null,
    };
  });
}

async function lastAuthors(tx: Tx, shown: readonly Found[]): Promise<Map<number, Author>> {
  const asked = shown.map(({ by_table, by_row, kind, columns }, place) => ({
    place,
    by_table,
    by_row,
    columns: kind === "changed" ? columns : [],
  }));
  const rows = await tx.execute<Author>(sql`
    select a.place, last.change_set_id, s.user_id, p.display_name as name, s.created_at as at
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a(place int, by_table text, by_row uuid, columns text[])
      cross join lateral (
        select i.workspace_id, i.change_set_id from crm.change_items i
        where i.row_id = a.by_row and i.table_name = a.by_table
          and (i.op = 'D' or cardinality(a.columns) = 0 or i.after ?| a.columns)
        order by i.seq desc limit 1) last
      join crm.change_sets s on s.workspace_id = last.workspace_id and s.id = last.change_set_id
      left join crm.profiles p on p.workspace_id = s.workspace_id and p.user_id = s.user_id`);
  return new Map(rows.map((row) => [row.place, row]));
}
