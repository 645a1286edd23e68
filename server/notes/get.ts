import { IdInput } from "#lib/schemas/common.ts";
import { Note } from "#lib/schemas/notes.ts";
import { operation } from "#server/core/index.ts";

import { readNote } from "./internal.ts";

export const getNote = operation({
  name: "notes.get",
  summary: "Read a note",
  guidance: "The id comes from notes_list or a contact's timeline.",
  input: IdInput,
  output: Note,
  permission: "notes:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/notes/{id}" },
  run: ({ tx, input }) => readNote(tx, input.id),
});
