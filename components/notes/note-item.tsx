"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useState, useTransition } from "react";

import type { Note } from "#lib/schemas/notes.ts";
import { deleteNote, restoreNote, updateNote } from "#components/actions/notes.ts";
import { edited } from "#components/contacts/undo-edit.ts";
import { act } from "#components/live/act.ts";
import { Button } from "#components/ui/button.tsx";
import { InlineError } from "#components/ui/inline-error.tsx";
import { IfMay } from "#components/ui/rights.tsx";
import { Time } from "#components/ui/time.tsx";

import { NoteArea } from "./note-area.tsx";

/** One note; it is changed where it stands. */
export function NoteItem({ note }: { note: Note }) {
  const { id, body, version } = note;
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isPending, start] = useTransition();

  const close = () => {
    setDraft(null);
    setError(null);
  };
  const save = () =>
    start(async () => {
      if (draft === null || draft === body) return close();
      const refused = await edited(updateNote({ id, body: draft, expectedVersion: version }), {
        recordId: id,
        operation: "notes.update",
        done: "Note changed",
      });
      if (refused) setError(refused.message);
      else close();
    });
  const remove = () =>
    start(async () => {
      await act(
        () => deleteNote({ id }),
        "Note deleted",
        () => restoreNote({ id }),
      );
    });

  if (draft !== null) {
    return (
      <li className="border-b border-border bg-background p-2 last:border-b-0">
        <form
          noValidate
          className="grid gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
          onKeyDown={(event) => event.key === "Escape" && close()}
        >
          <NoteArea label="Note" value={draft} rows={4} autoFocus onValueChange={setDraft} />
          {error && <InlineError message={error} className="px-1" />}
          <div className="flex gap-2">
            <Button type="submit" look="primary" pending={isPending}>
              Save
            </Button>
            <Button onClick={close}>Cancel</Button>
          </div>
        </form>
      </li>
    );
  }
  return (
    <li className="border-b border-border px-4 py-2 last:border-b-0">
      <p className="text-reading wrap-anywhere whitespace-pre-line">{body}</p>
      <div className="mt-0.5 flex items-center text-text-muted">
        <Time at={note.createdAt} className="mr-auto text-small" />
        <IfMay permission="notes:write">
          <Button
            look="quiet"
            size="icon"
            className="size-7 max-md:size-9"
            aria-label="Edit note"
            onClick={() => setDraft(body)}
          >
            <Pencil aria-hidden="true" className="size-3.5!" />
          </Button>
          <Button
            look="quiet"
            size="icon"
            className="size-7 max-md:size-9"
            aria-label="Delete note"
            pending={isPending}
            onClick={remove}
          >
            <Trash2 aria-hidden="true" className="size-3.5!" />
          </Button>
        </IfMay>
      </div>
    </li>
  );
}
