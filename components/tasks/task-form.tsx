"use client";

import { Trash2 } from "lucide-react";
import { useState, useTransition } from "react";

import type { Failure } from "#lib/result.ts";
import type { Task } from "#lib/schemas/tasks.ts";
import { deleteTask, restoreTask, updateTask } from "#components/actions/tasks.ts";
import { edited } from "#components/contacts/undo-edit.ts";
import { act } from "#components/live/act.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { textOf } from "#components/ui/form-text.ts";
import { Input } from "#components/ui/input.tsx";
import { useTimeZone } from "#components/ui/time-zone.tsx";

import { fromLocalField, toLocalField } from "./due.ts";

/** A task that is changed where it stands: Enter saves, Escape leaves it as it was. */
export function TaskForm({ task, onClose }: { task: Task; onClose: () => void }) {
  const { id, title, dueAt, version } = task;
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isPending, start] = useTransition();
  const timeZone = useTimeZone();

  const save = (form: FormData) =>
    start(async () => {
      const change = { title: textOf(form, "title"), dueAt: fromLocalField(textOf(form, "due"), timeZone) };
      const isSame =
        change.title === title && toLocalField(change.dueAt, timeZone) === toLocalField(dueAt, timeZone);
      if (isSame) return onClose();
      const refused = await edited(updateTask({ id, ...change, expectedVersion: version }), {
        recordId: id,
        operation: "tasks.update",
        done: "Task changed",
      });
      setFailure(refused);
      if (!refused) onClose();
    });
  const remove = () =>
    start(async () => {
      onClose();
      await act(
        () => deleteTask({ id }),
        "Task deleted",
        () => restoreTask({ id }),
      );
    });

  return (
    <form
      aria-label={`Change the task ${title}`}
      noValidate
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        save(new FormData(event.currentTarget));
      }}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      {failure && <ErrorState message={failure.message} requestId={failure.requestId} />}
      <div className="flex flex-wrap gap-2">
        <Input name="title" aria-label="Task" autoFocus defaultValue={title} className="basis-60 grow" />
        <Input
          name="due"
          type="datetime-local"
          aria-label="Due"
          defaultValue={toLocalField(dueAt, timeZone)}
          className="w-52 max-md:grow"
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" pending={isPending}>
          Save
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        <Button look="danger" className="ml-auto" onClick={remove}>
          <Trash2 aria-hidden="true" /> Delete task
        </Button>
      </div>
    </form>
  );
}
