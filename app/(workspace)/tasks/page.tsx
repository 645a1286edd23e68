import type { Metadata } from "next";

import { Id } from "#lib/schemas/common.ts";
import type { Task } from "#lib/schemas/tasks.ts";
import { type Context, toAppError } from "#server/core/index.ts";
import { requireSession } from "#server/session/index.ts";
import { getTask, listTasks } from "#server/tasks/index.ts";
import { PageBody, PageHeader } from "#components/layout/page-header.tsx";
import { TasksView } from "#components/tasks/tasks-view.tsx";

export const metadata: Metadata = { title: "Tasks" };

interface TasksProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function TasksPage({ searchParams }: TasksProps) {
  const ctx = await requireSession();
  const query = await searchParams;
  const filter = query["status"] === "done" ? "done" : "open";
  const [first, named] = await Promise.all([
    listTasks(ctx, { status: filter, sort: filter === "done" ? "recent" : "due" }),
    namedTask(ctx, query["task"]),
  ]);
  return (
    <>
      <PageHeader title="Tasks" />
      <PageBody>
        <TasksView
          key={`${filter} ${named?.id}`}
          first={first}
          filter={filter}
          named={named}
          asked={query["new"] !== undefined}
          nowMs={new Date().getTime()}
        />
      </PageBody>
    </>
  );
}

async function namedTask(ctx: Context, value: unknown): Promise<Task | null> {
  const id = Id.safeParse(value);
  if (!id.success) return null;
  try {
    const task = await getTask(ctx, { id: id.data });
    return task.deletedAt === null ? task : null;
  } catch (error) {
    if (toAppError(error).code === "not_found") return null;
    throw error;
  }
}
