"use client";

import { useState } from "react";

import type { TaskPage } from "#lib/schemas/tasks.ts";
import { SectionCard } from "#components/ui/section-card.tsx";

import { TaskAdd } from "./task-add.tsx";
import { TaskRow } from "./task-row.tsx";

interface TasksCardProps {
  tasks: TaskPage;
  about: { contactId: string } | { companyId: string };
  nowMs: number;
}

/** What is to be done about a record, and the way to add to it. */
export function TasksCard({ tasks, about, nowMs }: TasksCardProps) {
  const [editing, setEditing] = useState<string | null>(null);
  return (
    <SectionCard title="Tasks">
      <TaskAdd about={about} />
      {tasks.items.length === 0 ? (
        <p className="px-4 py-2 text-text-muted">Nothing is to be done here.</p>
      ) : (
        <ul>
          {tasks.items.map((task) => (
            <TaskRow
              key={task.id}
              task={task}
              nowMs={nowMs}
              withoutLink
              isEditing={editing === task.id}
              onEdit={(isEditing) => setEditing(isEditing ? task.id : null)}
            />
          ))}
        </ul>
      )}
    </SectionCard>
  );
}
