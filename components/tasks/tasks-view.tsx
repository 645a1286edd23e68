"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";

import type { Task, TaskPage } from "#lib/schemas/tasks.ts";
import { useAnnounced } from "#components/live/use-announced.ts";
import { useKeptPages } from "#components/live/use-kept-pages.ts";
import { useShownRecord } from "#components/layout/current-record.ts";
import { Button, buttonStyle } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { IfMay, useMay } from "#components/ui/rights.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";
import { useKeys } from "#components/ui/use-keys.ts";
import { useListKeys } from "#components/ui/use-list-keys.ts";
import { useTimeZone } from "#components/ui/time-zone.tsx";

import { groupByDone, groupByDue } from "./due.ts";
import { TaskAdd } from "./task-add.tsx";
import { TaskRow } from "./task-row.tsx";

export type TaskFilter = "open" | "done";

interface TasksViewProps {
  first: TaskPage;
  filter: TaskFilter;
  /** A task that the address names: it is open to be changed. */
  named: Task | null;
  /** The address asks for a new one. */
  asked: boolean;
  nowMs: number;
}

const filters = [
  { value: "open", label: "Open" },
  { value: "done", label: "Done" },
] as const;

/** Tasks by day: what is overdue first. c adds one, x does one, e changes one. */
export function TasksView({ first, filter, named, asked, nowMs }: TasksViewProps) {
  const router = useRouter();
  const timeZone = useTimeZone();
  const list = useRef<HTMLDivElement>(null);
  const add = useRef<HTMLInputElement>(null);
  const [editing, setEditing] = useState(named?.id ?? null);
  const pages = useKeptPages<Task>(
    filter === "done" ? "/tasks?status=done&sort=recent&limit=50" : "/tasks?limit=50",
    first,
  );
  useAnnounced(["task.changed"]);
  const mayWrite = useMay("tasks:write");
  useListKeys({ list, ...(mayWrite ? { onEdit: setEditing } : {}) });

  useEffect(() => {
    if (asked) add.current?.focus();
  }, [asked]);
  const turnFocused = () => {
    const id = document.activeElement instanceof HTMLElement && document.activeElement.dataset["row"];
    const box = id ? list.current?.querySelector<HTMLInputElement>(`[data-task="${id}"]`) : null;
    return box ? box.click() : false;
  };
  useKeys(
    mayWrite
      ? [
          { keys: "c", label: "New task", group: "On this page", run: () => add.current?.focus() },
          { keys: "x", label: "Done, or open again", group: "In a list", run: turnFocused },
        ]
      : [],
  );

  const items =
    named && pages.items.every(({ id }) => id !== named.id) ? [named, ...pages.items] : pages.items;
  const shown = items.find(({ id }) => id === editing);
  useShownRecord(shown ? { kind: "task", id: shown.id, label: shown.title } : null);
  const groups = filter === "done" ? groupByDone(items, nowMs, timeZone) : groupByDue(items, nowMs, timeZone);
  return (
    <div className="mx-auto max-w-4xl">
      <div className="mb-3">
        <Segmented
          label="Which tasks"
          value={filter}
          options={filters}
          onChange={(value) => router.replace(value === "open" ? "/tasks" : "/tasks?status=done")}
        />
      </div>
      <Card aria-label="Tasks">
        {filter === "open" && <TaskAdd ref={add} autoFocus={asked} />}
        {items.length === 0 && <Nothing filter={filter} onAdd={() => add.current?.focus()} />}
        <div ref={list} className={pages.hasMore ? "" : "[&>section:last-child>ul]:border-b-0"}>
          {groups.map(({ label, isOverdue, tasks }) => (
            <section key={label} aria-label={label}>
              <h2
                className={cn(
                  "border-b border-border bg-sunken px-4 py-1 text-small font-medium",
                  isOverdue ? "text-danger" : "text-text-muted",
                )}
              >
                {label}
              </h2>
              <ul className="border-b border-border">
                {tasks.map((task) => (
                  <TaskRow
                    key={task.id}
                    task={task}
                    nowMs={nowMs}
                    isEditing={editing === task.id}
                    onEdit={(isEditing) => setEditing(isEditing ? task.id : null)}
                  />
                ))}
              </ul>
            </section>
          ))}
        </div>
        {pages.error && (
          <ErrorState className="m-4" message={pages.error.message} requestId={pages.error.requestId} />
        )}
        {pages.hasMore && <ShowMore whenSeen pending={pages.isLoading} onMore={pages.more} />}
      </Card>
    </div>
  );
}

function Nothing({ filter, onAdd }: { filter: TaskFilter; onAdd: () => void }) {
  if (filter === "done") {
    return (
      <EmptyState
        action={
          <Link href="/tasks" className={buttonStyle()}>
            To your open tasks
          </Link>
        }
      >
        What you have done will stand here.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      action={
        <IfMay permission="tasks:write">
          <Button onClick={onAdd}>Add a task</Button>
        </IfMay>
      }
    >
      Nothing is to be done. What you or the assistant note down will stand here, by day.
    </EmptyState>
  );
}
