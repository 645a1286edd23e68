"use client";

import { useState, useTransition } from "react";

import type { Note, NotePage } from "#lib/schemas/notes.ts";
import { createNote, deleteNote } from "#components/actions/notes.ts";
import { act } from "#components/live/act.ts";
import { useKeptPages } from "#components/live/use-kept-pages.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { InlineError } from "#components/ui/inline-error.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";
import { IfMay } from "#components/ui/rights.tsx";
import { showToast } from "#components/ui/toast-store.ts";

import { NoteArea } from "./note-area.tsx";
import { NoteItem } from "./note-item.tsx";

interface NotesCardProps {
  first: NotePage;
  about: { contactId: string } | { companyId: string };
}

/** What was written down about a record, newest first, and the way to add to it. */
export function NotesCard({ first, about }: NotesCardProps) {
  const [body, setBody] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [isPending, start] = useTransition();
  const [[name, id] = []] = Object.entries(about);
  const pages = useKeptPages<Note>(`/notes?${name ?? ""}=${id ?? ""}&limit=20`, first);

  const add = () => {
    if (!body.trim()) return setError("Write something first.");
    return start(async () => {
      const result = await createNote({ ...about, body });
      setError(result.ok ? null : result.error.message);
      if (!result.ok) return;
      const made = result.data.id;
      setBody("");
      showToast({
        text: "Note added",
        action: { label: "Undo", run: () => void act(() => deleteNote({ id: made }), "Note deleted") },
      });
    });
  };

  return (
    <SectionCard title="Notes">
      <IfMay permission="notes:write">
        <form
          noValidate
          className="grid gap-2 border-b border-border p-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (!isPending) add();
          }}
        >
          <NoteArea
            label="New note"
            placeholder="Write a note"
            value={body}
            rows={2}
            onValueChange={(value) => {
              setBody(value);
              setError(null);
            }}
          />
          {error && <InlineError message={error} className="px-1" />}
          {body.trim() && (
            <Button type="submit" pending={isPending} className="w-fit">
              Add note
            </Button>
          )}
        </form>
      </IfMay>
      {pages.items.length === 0 ? (
        <p className="px-4 py-2 text-text-muted">Nothing is written down yet.</p>
      ) : (
        <ul>
          {pages.items.map((note) => (
            <NoteItem key={note.id} note={note} />
          ))}
        </ul>
      )}
      {pages.error && (
        <ErrorState className="m-4" message={pages.error.message} requestId={pages.error.requestId} />
      )}
      {pages.hasMore && <ShowMore pending={pages.isLoading} onMore={pages.more} />}
    </SectionCard>
  );
}
