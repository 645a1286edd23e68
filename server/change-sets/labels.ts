import { sql } from "drizzle-orm";
import { z } from "zod";

import type { Tx } from "#server/db/index.ts";

import { idArray } from "./internal.ts";

interface RowName {
  table: string;
  rowId: string | null;
}

/** Table → the column that people know a row by. */
const labelColumns = new Map([
  ["companies", "name"],
  ["contacts", "display_name"],
  ["contact_identities", "value"],
  ["notes", "body"],
  ["tasks", "title"],
  ["tags", "name"],
  ["ignored_addresses", "value"],
  ["connections", "label"],
  ["memories", "body"],
  ["profiles", "display_name"],
  ["workspaces", "name"],
  ["budget_limits", "scope"],
]);
const lengthMax = 80;

const Label = z.string().transform((text) => text.slice(0, lengthMax).trim());
const Image = z.record(z.string(), z.unknown());

/**
 * Row id → what people call it, for rows that the caller sees: as it is now, or as the ledger remembers it. At most 80
 * characters; rows without a name of their own are left out.
 */
export async function labelsOf(tx: Tx, rows: readonly RowName[]): Promise<Map<string, string>> {
  const labels = new Map<string, string>();
  for (const [table, ids] of idsByTable(rows)) {
    if (table === "contact_tags") await addTagLabels(tx, ids, labels);
    const column = labelColumns.get(table);
    if (column) await addLabels(tx, { table, column, ids }, labels);
  }
  return labels;
}

function idsByTable(rows: readonly RowName[]): Map<string, Set<string>> {
  const byTable = new Map<string, Set<string>>();
  for (const { table, rowId } of rows) {
    if (rowId) byTable.set(table, (byTable.get(table) ?? new Set()).add(rowId));
  }
  return byTable;
}

interface Named {
  table: string;
  column: string;
  ids: Set<string>;
}

async function addLabels(tx: Tx, { table, column, ids }: Named, labels: Map<string, string>): Promise<void> {
  const standing = await tx.execute<{ id: string; label: string }>(sql`
    select t.id, left(t.${sql.identifier(column)}, ${lengthMax}) as label
    from crm.${sql.identifier(table)} t where t.id = any (${idArray(ids)})`);
  for (const row of standing) labels.set(row.id, Label.parse(row.label));
  const gone = [...ids].filter((id) => !labels.has(id));
  if (gone.length === 0) return;
  const remembered = await tx.execute<{ row_id: string; image: unknown }>(sql`
    select distinct on (i.row_id) i.row_id, coalesce(i.after, i.before) as image from crm.change_items i
    where i.table_name = ${table} and i.op <> 'U' and i.row_id = any (${idArray(gone)})
    order by i.row_id, i.seq desc`);
  for (const row of remembered) {
    const label = Label.safeParse(Image.safeParse(row.image).data?.[column]);
    if (label.success) labels.set(row.row_id, label.data);
  }
}

async function addTagLabels(tx: Tx, ids: Set<string>, labels: Map<string, string>): Promise<void> {
  const rows = await tx.execute<{ id: string; label: string }>(sql`
    select ct.id, t.name || ' · ' || c.display_name as label from crm.contact_tags ct
      join crm.tags t on t.workspace_id = ct.workspace_id and t.id = ct.tag_id
      join crm.contacts c on c.workspace_id = ct.workspace_id and c.id = ct.contact_id
    where ct.id = any (${idArray(ids)})`);
  for (const row of rows) labels.set(row.id, Label.parse(row.label));
}
