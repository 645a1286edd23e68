import { notes } from "#drizzle/schema/people.ts";
import { CreateNoteInput, Note } from "#lib/schemas/notes.ts";
import { audienceOfSubject } from "#server/contacts/index.ts";
import { emit, newId, operation } from "#server/core/index.ts";

import { readNote } from "./internal.ts";

export const createNote = operation({
  name: "notes.create",
  summary: "Write a note on a contact or a company",
  guidance:
    "For what is worth keeping about somebody; for something to be done use tasks_create. Name exactly one of contactId and companyId, from search_query or a list.",
  input: CreateNoteInput,
  output: Note,
  permission: "notes:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp", "batch"],
  rest: { method: "POST", path: "/notes" },
  async run({ ctx, tx, input }) {
    const ownership = await audienceOfSubject(tx, ctx.user.id, input);
    const id = newId();
    await tx.insert(notes).values({
      id,
      workspaceId: ctx.workspace.id,
      ...ownership,
      contactId: input.contactId ?? null,
      companyId: input.companyId ?? null,
      body: input.body,
    });
    await emit(ctx, { type: "note.changed", payload: { noteId: id } });
    return readNote(tx, id);
  },
});
