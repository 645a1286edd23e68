"use client";

import { Plus } from "lucide-react";
import { type Ref, useRef, useState, useTransition } from "react";

import { createTask, deleteTask } from "#components/actions/tasks.ts";
import { act } from "#components/live/act.ts";
import { Button } from "#components/ui/button.tsx";
import { InlineError } from "#components/ui/inline-error.tsx";
import { Input } from "#components/ui/input.tsx";
import { useMay } from "#components/ui/rights.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { useTimeZone } from "#components/ui/time-zone.tsx";

import { fromLocalField } from "./due.ts";

interface TaskAddProps {
  ref?: Ref<HTMLInputElement>;
  /** Whom or what it is about. */
  about?: { contactId: string } | { companyId: string };
  autoFocus?: boolean;
}

/** A task in one line: what, and by when. */
export function TaskAdd({ ref, about, autoFocus = false }: TaskAddProps) {
  const form = useRef<HTMLFormElement>(null);
  const [title, setTitle] = useState("");
  const [due, setDue] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [isPending, start] = useTransition();
  const timeZone = useTimeZone();
  const mayWrite = useMay("tasks:write");

  const add = () => {
    if (!title.trim()) return setError("Write what is to be done.");
    return start(async () => {
      const result = await createTask({ title, dueAt: fromLocalField(due, timeZone), ...about });
      setError(result.ok ? null : result.error.message);
      if (!result.ok) return;
      const { id } = result.data;
      setTitle("");
      setDue("");
      form.current?.querySelector("input")?.focus();
      showToast({
        text: "Task added",
        action: { label: "Undo", run: () => void act(() => deleteTask({ id }), "Task deleted") },
      });
    });
  };

  if (!mayWrite)
    return (
      <p className="border-b border-border px-4 py-2 text-text-muted">
        Your role lets you read here. Adding and changing is for members.
      </p>
    );
  return (
    <form
      ref={form}
      noValidate
      aria-label="New task"
      className="border-b border-border p-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending) add();
      }}
    >
      <div className="flex flex-wrap gap-2">
        <Input
          ref={ref}
          aria-label="New task"
          placeholder="Add a task"
          aria-invalid={error ? true : undefined}
          autoFocus={autoFocus}
          className="grow basis-40"
          value={title}
          onChange={(event) => {
            setTitle(event.target.value);
            setError(null);
          }}
        />
        <Input
          type="datetime-local"
          aria-label="Due"
          className="w-52 max-md:grow"
          value={due}
          onChange={(event) => setDue(event.target.value)}
        />
        <Button type="submit" pending={isPending}>
          <Plus aria-hidden="true" /> Add
        </Button>
      </div>
      {error && <InlineError message={error} className="mt-1 px-1" />}
    </form>
  );
}
