import { sql } from "drizzle-orm";

import type { ChangeSubject } from "#lib/schemas/change-sets.ts";
import type { Tx } from "#server/db/index.ts";

import { idArray } from "./internal.ts";
import { labelsOf } from "./labels.ts";
import { mailSubjectsOf } from "./mail-subjects.ts";
import { outsideSubjectsOf } from "./outside-subjects.ts";

interface FirstItem extends Record<string, unknown> {
  change_set_id: string;
  table_name: string;
  row_id: string;
  op: "I" | "U" | "D";
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

const verbs = { I: "insert", U: "update", D: "delete" } as const;
const fieldsMax = 4;
const charsMax = 80;
const bookkeeping = new Set(["updated_at", "version", "search_name"]);

/** So many rows are looked through for a record with a page or text of its own. */
const lookedAt = 50;

/** Change set id → the first record that it touched, before the addresses that go with one, and what became of it, so that a list can say it in a sentence. */
export async function subjectsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, ChangeSubject>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.execute<FirstItem>(sql`
    select i.* from unnest(${idArray(ids)}) as s(id) cross join lateral (
      select i.* from (
        select i.change_set_id, i.seq, i.part, i.table_name, i.row_id, i.op, i.before, i.after
        from crm.change_items i
        where i.change_set_id = s.id and i.row_id is not null and i.erased_at is null
        order by i.seq limit ${lookedAt}) i
      order by coalesce(i.part, 0), i.table_name = 'contact_identities', i.seq limit 1) i`);
  const labels = await labelsOf(
    tx,
    rows.map((row) => ({ table: row.table_name, rowId: row.row_id })),
  );
  const seen = new Set(rows.map((row) => row.change_set_id));
  const others = ids.filter((id) => !seen.has(id));
  return new Map([
    ...(await outsideSubjectsOf(tx, others)),
    ...(await mailSubjectsOf(tx, others)),
    ...rows.map((row): [string, ChangeSubject] => [
      row.change_set_id,
      {
        table: row.table_name,
        rowId: row.row_id,
        label: labels.get(row.row_id) ?? null,
        op: verbs[row.op],
        fields: row.op === "U" ? fieldsOf(row) : [],
      },
    ]),
  ]);
}

function fieldsOf({ before, after }: FirstItem): ChangeSubject["fields"] {
  return Object.keys(after ?? {})
    .filter((field) => !bookkeeping.has(field))
    .slice(0, fieldsMax)
    .map((field) => ({ field, old: short(before?.[field]), new: short(after?.[field]) }));
}

const short = (value: unknown): unknown =>
  typeof value === "string" && value.length > charsMax ? `${value.slice(0, charsMax - 1)}…` : (value ?? null);
