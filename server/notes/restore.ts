import { eq } from "drizzle-orm";

import { notes } from "#drizzle/schema/people.ts";
import { IdInput } from "#lib/schemas/common.ts";
import { Note } from "#lib/schemas/notes.ts";
import { emit, operation, requireInBin } from "#server/core/index.ts";

import { noteRow, readNote } from "./internal.ts";

export const restoreNote = operation({
  name: "notes.restore",
  summary: "Bring a note back from the bin",
  guidance: "The id comes from notes_list with deleted=true.",
  input: IdInput,
  output: Note,
  permission: "notes:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp", "batch"],
  rest: { method: "POST", path: "/notes/{id}/restore" },
  targets: ({ id }) => [{ table: "notes", id }],
  async run({ ctx, tx, input: { id } }) {
    requireInBin(await noteRow(tx, id, { withDeleted: true, toWrite: true }), "This note");
    await tx.update(notes).set({ deletedAt: null }).where(eq(notes.id, id));
    await emit(ctx, { type: "note.changed", payload: { noteId: id } });
    return readNote(tx, id);
  },
});
