"use client";

import { CalendarClock } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import type { Task } from "#lib/schemas/tasks.ts";
import { completeTask, reopenTask } from "#components/actions/tasks.ts";
import { act } from "#components/live/act.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { cn } from "#components/ui/cn.ts";
import { useMay } from "#components/ui/rights.tsx";
import { useTimeZone } from "#components/ui/time-zone.tsx";

import { dueWords, isOverdue } from "./due.ts";
import { TaskForm } from "./task-form.tsx";

interface TaskRowProps {
  task: Task;
  nowMs: number;
  /** Left out where the page says it. */
  withoutLink?: boolean;
  isEditing: boolean;
  onEdit: (isEditing: boolean) => void;
}

/** One task in one line: done by its box, changed by a click on it. */
export function TaskRow({ task, nowMs, withoutLink = false, isEditing, onEdit }: TaskRowProps) {
  const timeZone = useTimeZone();
  const mayWrite = useMay("tasks:write");
  const [turned, setTurned] = useState<{ of: Task; isDone: boolean } | null>(null);
  const isDone = turned?.of === task ? turned.isDone : task.doneAt !== null;
  const { id, title, dueAt } = task;
  const row = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(isEditing);

  useEffect(() => {
    // The keyboard goes on from the task that was changed.
    if (wasEditing.current && !isEditing) row.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);

  const turn = async () => {
    setTurned({ of: task, isDone: !isDone });
    const [change, back] = isDone ? [reopenTask, completeTask] : [completeTask, reopenTask];
    const done = await act(
      () => change({ id }),
      isDone ? "Task open again" : "Task done",
      async () => {
        setTurned(null);
        return back({ id });
      },
    );
    if (!done) setTurned(null);
  };

  if (isEditing && mayWrite) {
    return (
      <li className="border-b border-border bg-background p-3 last:border-b-0">
        <TaskForm task={task} onClose={() => onEdit(false)} />
      </li>
    );
  }
  return (
    <li className="relative flex min-h-9 flex-wrap items-center gap-x-3 gap-y-0.5 border-b border-border px-4 py-1.5 transition-colors last:border-b-0 hover:bg-sunken">
      <Checkbox
        round
        checked={isDone}
        disabled={!mayWrite}
        onChange={() => void turn()}
        data-task={id}
        aria-label={isDone ? `Open again: ${title}` : `Done: ${title}`}
        className="relative z-[1] max-md:size-5"
      />
      <button
        ref={row}
        type="button"
        data-row={id}
        disabled={!mayWrite}
        onClick={() => onEdit(true)}
        className={cn(
          "min-w-0 grow basis-40 text-left break-words after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus",
          isDone && "text-text-muted line-through",
        )}
      >
        {title}
      </button>
      <span className="relative flex min-w-0 items-center gap-2 max-md:w-full max-md:pl-8 max-md:empty:hidden">
        {!withoutLink && <Subject task={task} />}
        {dueAt && (
          <time
            dateTime={dueAt}
            className={cn(
              "inline-flex items-center gap-1 whitespace-nowrap tabular-nums",
              !isDone && isOverdue(task, nowMs) ? "text-danger" : "text-text-muted",
            )}
          >
            <CalendarClock aria-hidden="true" className="size-3.5 stroke-[1.5]" />
            {dueWords(dueAt, nowMs, timeZone)}
          </time>
        )}
      </span>
    </li>
  );
}

function Subject({ task: { contactId, contactName, companyId, companyName } }: { task: Task }) {
  if (contactId && contactName) return <Chip href={`/contacts/${contactId}`}>{contactName}</Chip>;
  return companyId && companyName ? <Chip href={`/companies/${companyId}`}>{companyName}</Chip> : null;
}
