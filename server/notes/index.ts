import { createNote } from "./create.ts";
import { deleteNote } from "./delete.ts";
import { getNote } from "./get.ts";
import { listNotes } from "./list.ts";
import { restoreNote } from "./restore.ts";
import { updateNote } from "./update.ts";

export { createNote, deleteNote, getNote, listNotes, restoreNote, updateNote };

export const noteOperations = [createNote, getNote, listNotes, updateNote, deleteNote, restoreNote] as const;
