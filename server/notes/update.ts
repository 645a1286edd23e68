import { eq } from "drizzle-orm";

import { notes } from "#drizzle/schema/people.ts";
import { Note, UpdateNoteInput } from "#lib/schemas/notes.ts";
import { emit, operation, requireVersion } from "#server/core/index.ts";

import { noteRow, readNote } from "./internal.ts";

export const updateNote = operation({
  name: "notes.update",
  summary: "Change the text of a note",
  guidance:
    "`body` replaces the whole text: read the note first and keep what is to stay. To add something new write another note.",
  input: UpdateNoteInput,
  output: Note,
  permission: "notes:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp", "batch"],
  rest: { method: "PATCH", path: "/notes/{id}" },
  targets: ({ id }) => [{ table: "notes", id }],
  async run({ ctx, tx, input: { id, body, expectedVersion } }) {
    requireVersion(await noteRow(tx, id, { toWrite: true }), expectedVersion);
    await tx.update(notes).set({ body }).where(eq(notes.id, id));
    await emit(ctx, { type: "note.changed", payload: { noteId: id } });
    return readNote(tx, id);
  },
});
