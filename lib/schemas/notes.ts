import { z } from "zod";

import { Audience, Id, Instant, page, PageInput, text } from "./common.ts";

const body = text(20_000).refine((value) => value.trim() !== "", "Please write something.");

export const CreateNoteInput = z
  .strictObject({ contactId: Id.nullish(), companyId: Id.nullish(), body })
  .refine(({ contactId, companyId }) => Boolean(contactId) !== Boolean(companyId), {
    message: "A note stands on one contact or one company: name exactly one of them.",
    path: ["contactId"],
  });
export type CreateNoteInput = z.input<typeof CreateNoteInput>;

export const UpdateNoteInput = z.strictObject({
  id: Id,
  body,
  /** Refuses with `stale` when the note is no longer at this version. */
  expectedVersion: z.int().positive().optional(),
});
export type UpdateNoteInput = z.input<typeof UpdateNoteInput>;

export const Note = z.object({
  id: Id,
  /** What it stands on: one of the two. The name is null while that one is in the bin. */
  contactId: Id.nullable(),
  contactName: z.string().nullable(),
  companyId: Id.nullable(),
  companyName: z.string().nullable(),
  body: z.string(),
  ownerId: Id,
  audience: Audience,
  version: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
  deletedAt: Instant.nullable(),
});
export type Note = z.infer<typeof Note>;

export const ListNotesInput = PageInput.extend({
  contactId: Id.optional(),
  companyId: Id.optional(),
  deleted: z.enum(["true", "false"]).default("false"),
});
export type ListNotesInput = z.input<typeof ListNotesInput>;

export const NotePage = page(Note);
export type NotePage = z.infer<typeof NotePage>;
