import { eq, sql } from "drizzle-orm";

import { notes } from "#drizzle/schema/people.ts";
import { IdInput } from "#lib/schemas/common.ts";
import { Note } from "#lib/schemas/notes.ts";
import { emit, operation } from "#server/core/index.ts";

import { noteRow, readNote } from "./internal.ts";

export const deleteNote = operation({
  name: "notes.delete",
  summary: "Put a note in the bin; notes.restore brings it back",
  guidance: "Only when the user asks for it. The id comes from notes_list.",
  input: IdInput,
  output: Note,
  permission: "notes:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp", "batch"],
  rest: { method: "DELETE", path: "/notes/{id}" },
  targets: ({ id }) => [{ table: "notes", id }],
  async run({ ctx, tx, input: { id } }) {
    await noteRow(tx, id, { toWrite: true });
    await tx
      .update(notes)
      .set({ deletedAt: sql`now()` })
      .where(eq(notes.id, id));
    await emit(ctx, { type: "note.changed", payload: { noteId: id } });
    return readNote(tx, id);
  },
});
