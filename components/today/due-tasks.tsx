"use client";

import Link from "next/link";
import { useState } from "react";

import type { TaskPage } from "#lib/schemas/tasks.ts";
import { TaskRow } from "#components/tasks/task-row.tsx";
import { buttonStyle } from "#components/ui/button.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";

/** One's own tasks that are overdue or due within a day; nothing where there are none. */
export function DueTasks({ tasks: { items, nextCursor }, nowMs }: { tasks: TaskPage; nowMs: number }) {
  const [editing, setEditing] = useState<string | null>(null);
  if (items.length === 0) return null;
  return (
    <SectionCard
      title="Tasks due"
      count={`${items.length}${nextCursor === null ? "" : "+"}`}
      actions={
        <Link href="/tasks" className={buttonStyle({ size: "small", look: "quiet" })}>
          All tasks
        </Link>
      }
    >
      <ul>
        {items.map((task) => (
          <TaskRow
            key={task.id}
            task={task}
            nowMs={nowMs}
            isEditing={editing === task.id}
            onEdit={(isEditing) => setEditing(isEditing ? task.id : null)}
          />
        ))}
      </ul>
    </SectionCard>
  );
}
