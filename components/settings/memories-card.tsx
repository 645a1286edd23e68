"use client";

import { TriangleAlert } from "lucide-react";
import { useTransition } from "react";

import { memoriesMax } from "#lib/memories.ts";
import type { Memory, MemoryPage } from "#lib/schemas/memories.ts";
import { createMemory, deleteMemory, restoreMemory, updateMemory } from "#components/actions/memories.ts";
import { act, sayDone } from "#components/live/act.ts";
import { Button } from "#components/ui/button.tsx";
import { EditableText } from "#components/ui/editable-text.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { IfMay, useMay } from "#components/ui/rights.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";

import { AddLine } from "./add-line.tsx";

/** What the assistant is told about you in every conversation: yours alone, and nothing that you did not let it keep. */
export function MemoriesCard({ memories: { items } }: { memories: MemoryPage }) {
  const mayKeep = useMay("chat:write");
  return (
    <SectionCard title="What it keeps in mind about you">
      <div className="grid gap-3 border-b border-border p-4">
        <p className="max-w-prose text-text-muted">
          Every conversation of yours begins with these; nobody else sees them. The assistant may propose one,
          and keeps it when you approve.
        </p>
        {mayKeep && items.length < memoriesMax && (
          <AddLine
            label="To keep in mind"
            name="body"
            placeholder="Call me Kim, or: meetings after 10"
            verb="Keep"
            add={(body) => createMemory({ body })}
            onAdded={({ id }) => sayDone("Kept in mind", () => deleteMemory({ id }))}
          />
        )}
        {!mayKeep && <p>Your role lets you read here. Telling the assistant something is for members.</p>}
        {mayKeep && items.length >= memoriesMax && (
          <p>{memoriesMax} is as many as it keeps. Delete one to make room for another.</p>
        )}
      </div>
      {items.length === 0 ? (
        <EmptyState>
          Nothing is kept yet.{mayKeep && " Tell the assistant “Remember that I sign with K.”"}
        </EmptyState>
      ) : (
        <ul aria-label="Kept in mind">
          {items.map((memory) => (
            <MemoryRow key={memory.id} memory={memory} />
          ))}
        </ul>
      )}
    </SectionCard>
  );
}

function MemoryRow({ memory: { id, body, fromOutside, version } }: { memory: Memory }) {
  const [isPending, start] = useTransition();
  const forget = () =>
    start(async () => {
      await act(
        () => deleteMemory({ id }),
        "Not kept in mind any more",
        () => restoreMemory({ id }),
      );
    });
  const save = async (text: string) => {
    const result = await updateMemory({ id, body: text, expectedVersion: version });
    if (!result.ok) return result.error;
    sayDone("Changed", () => updateMemory({ id, body }));
    return null;
  };
  return (
    <li className="flex min-h-9 items-start gap-3 border-b border-border px-4 py-1.5 last:border-b-0">
      <div className="grid min-w-0 grow gap-0.5">
        <EditableText
          label={body}
          permission="chat:write"
          value={body}
          placeholder=""
          required
          onSave={save}
        />
        {fromOutside && (
          <p className="flex items-center gap-1.5 text-small text-warning">
            <TriangleAlert aria-hidden="true" className="size-3.5 shrink-0 stroke-[1.5]" />
            Somebody else’s words may have led to this. The assistant takes it as data.
          </p>
        )}
      </div>
      <IfMay permission="chat:write">
        <Button size="small" look="quiet" pending={isPending} aria-label={`Delete ${body}`} onClick={forget}>
          Delete
        </Button>
      </IfMay>
    </li>
  );
}
