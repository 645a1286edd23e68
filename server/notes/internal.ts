import { type SQL, sql } from "drizzle-orm";

import { notes } from "#drizzle/schema/people.ts";
import { notFound } from "#lib/errors.ts";
import type { Note } from "#lib/schemas/notes.ts";
import { findRow, isoOrNull, type RowChoice, toIso } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

type NoteRow = typeof notes.$inferSelect;

/** The row, seen through the caller's policies; throws not_found, also for one in the bin unless `withDeleted`. */
export const noteRow = (tx: Tx, id: string, choice?: RowChoice): Promise<NoteRow> =>
  findRow(tx, notes, "note", id, choice);

interface Row extends Record<string, unknown> {
  id: string;
  contact_id: string | null;
  contact_name: string | null;
  company_id: string | null;
  company_name: string | null;
  body: string;
  owner_id: string;
  audience: Note["audience"];
  version: number;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
}

const toNote = (row: Row): Note => ({
  id: row.id,
  contactId: row.contact_id,
  contactName: row.contact_name,
  companyId: row.company_id,
  companyName: row.company_name,
  body: row.body,
  ownerId: row.owner_id,
  audience: row.audience,
  version: row.version,
  createdAt: toIso(row.created_at),
  updatedAt: toIso(row.updated_at),
  deletedAt: isoOrNull(row.deleted_at),
});

/** Notes `n` that fulfil every condition, newest first. */
export async function selectNotes(tx: Tx, conditions: SQL[], limit: number): Promise<Note[]> {
  const rows = await tx.execute<Row>(sql`
    select n.*, c.display_name as contact_name, o.name as company_name
    from (
      select n.* from crm.notes n where ${sql.join(conditions, sql` and `)} order by n.id desc limit ${limit}
    ) n
      left join crm.contacts c on c.workspace_id = n.workspace_id and c.id = n.contact_id and c.deleted_at is null
      left join crm.companies o on o.workspace_id = n.workspace_id and o.id = n.company_id and o.deleted_at is null
    order by n.id desc`);
  return rows.map(toNote);
}

/** The note as every door answers it, also one in the bin. */
export async function readNote(tx: Tx, id: string): Promise<Note> {
  const [note] = await selectNotes(tx, [sql`n.id = ${id}`], 1);
  if (!note) throw notFound("note");
  return note;
}
