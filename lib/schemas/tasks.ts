import { z } from "zod";

import { Audience, Id, Instant, line, page, PageInput } from "./common.ts";

const withinReach = (instant: string): boolean => {
  const year = new Date(instant).getUTCFullYear();
  return year >= 1900 && year <= 9999;
};

const dueAt = Instant.refine(withinReach, "Choose a date between 1900 and 9999.").nullish();

const links = {
  contactId: Id.nullish(),
  companyId: Id.nullish(),
  /** The user id of a member of the workspace. */
  assigneeId: Id.nullish(),
};

export const CreateTaskInput = z.strictObject({
  title: line(500),
  dueAt,
  ...links,
});
export type CreateTaskInput = z.input<typeof CreateTaskInput>;

export const UpdateTaskInput = z.strictObject({
  id: Id,
  title: line(500).optional(),
  dueAt,
  ...links,
  /** Refuses with `stale` when the task is no longer at this version. */
  expectedVersion: z.int().positive().optional(),
});
export type UpdateTaskInput = z.input<typeof UpdateTaskInput>;

export const Task = z.object({
  id: Id,
  title: z.string(),
  dueAt: Instant.nullable(),
  /** Null while the task is open. */
  doneAt: Instant.nullable(),
  contactId: Id.nullable(),
  /** Null while the contact is in the bin; the same holds for the company. */
  contactName: z.string().nullable(),
  companyId: Id.nullable(),
  companyName: z.string().nullable(),
  assigneeId: Id.nullable(),
  assigneeName: z.string().nullable(),
  ownerId: Id,
  audience: Audience,
  version: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
  deletedAt: Instant.nullable(),
});
export type Task = z.infer<typeof Task>;

export const ListTasksInput = PageInput.extend({
  status: z.enum(["open", "done", "all"]).default("open"),
  contactId: Id.optional(),
  companyId: Id.optional(),
  assigneeId: Id.optional(),
  /** One's own: assigned to oneself, or made by oneself and assigned to nobody. */
  mine: z.enum(["true", "false"]).default("false"),
  /** Overdue, or due by then. */
  dueBy: Instant.optional(),
  /** By due date, those without one last; or newest first. */
  sort: z.enum(["due", "recent"]).default("due"),
  deleted: z.enum(["true", "false"]).default("false"),
});
export type ListTasksInput = z.input<typeof ListTasksInput>;

export const TaskPage = page(Task);
export type TaskPage = z.infer<typeof TaskPage>;
