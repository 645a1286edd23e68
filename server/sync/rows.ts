import { type SQL, sql } from "drizzle-orm";

import type { Tx } from "#server/db/index.ts";

type Value =
  | string
  | number
  | boolean
  | null
  | readonly string[]
  | Record<string, unknown>
  | readonly Record<string, unknown>[];
type Row = Record<string, Value>;

/** Tables that imports write; named here because the name becomes part of the statement. */
type BulkTable =
  | "companies"
  | "contacts"
  | "contact_identities"
  | "threads"
  | "thread_keys"
  | "interactions"
  | "interaction_participants"
  | "interaction_contents"
  | "preview_items"
  | "calendar_events"
  | "signature_findings";

/**
 * Inserts all rows by one statement and one parameter. Every row has the same keys: column names. Rows that exist are
 * left as they are where `orIgnore`. Row level security and the ledger hold as for any insert.
 */
export async function insertRows(
  tx: Tx,
  table: BulkTable,
  rows: readonly Row[],
  orIgnore = false,
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = sql.join(
    Object.keys(first).map((column) => sql.identifier(column)),
    sql`, `,
  );
  const name = sql`crm.${sql.identifier(table)}`;
  await tx.execute(sql`
    insert into ${name} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${name}, ${JSON.stringify(rows)}::jsonb)
    ${orIgnore ? sql`on conflict do nothing` : sql``}`);
}

/** A list as one parameter: `= any(${textArray(list)})`. */
export const textArray = (values: readonly string[]): SQL =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`;

export const uuidArray = (values: readonly string[]): SQL => sql`${`{${values.join(",")}}`}::uuid[]`;
