import { sql } from "drizzle-orm";

import { ListNotesInput, NotePage } from "#lib/schemas/notes.ts";
import { decodeCursor, IdCursor, operation, toPage } from "#server/core/index.ts";

import { selectNotes } from "./internal.ts";

export const listNotes = operation({
  name: "notes.list",
  summary: "List notes, newest first, of a contact, a company or everywhere",
  guidance:
    "For everything about one person in order of time use contacts_timeline instead. Page on with nextCursor; deleted=true lists the bin.",
  input: ListNotesInput,
  output: NotePage,
  permission: "notes:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/notes" },
  async run({ tx, input: { contactId, companyId, deleted, cursor, limit } }) {
    const at = decodeCursor(cursor, IdCursor);
    const conditions = [
      deleted === "true" ? sql`n.deleted_at is not null` : sql`n.deleted_at is null`,
      ...(contactId ? [sql`n.contact_id = ${contactId}`] : []),
      ...(companyId ? [sql`n.company_id = ${companyId}`] : []),
      ...(at ? [sql`n.id < ${at[0]}`] : []),
    ];
    const notes = await selectNotes(tx, conditions, limit + 1);
    return toPage(
      notes,
      limit,
      (note) => [note.id],
      (note) => note,
    );
  },
});
