import { z } from "zod";

import { Id, Instant, line, page, PageInput } from "./common.ts";

export const TagColor = z.enum([
  "grey",
  "red",
  "orange",
  "yellow",
  "green",
  "teal",
  "blue",
  "purple",
  "pink",
]);
export type TagColor = z.infer<typeof TagColor>;

export const CreateTagInput = z.strictObject({ name: line(50), color: TagColor.default("grey") });
export type CreateTagInput = z.input<typeof CreateTagInput>;

export const UpdateTagInput = z.strictObject({
  id: Id,
  name: line(50).optional(),
  color: TagColor.optional(),
  /** Refuses with `stale` when the tag is no longer at this version. */
  expectedVersion: z.int().positive().optional(),
});
export type UpdateTagInput = z.input<typeof UpdateTagInput>;

export const Tag = z.object({
  id: Id,
  name: z.string(),
  color: TagColor,
  version: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Tag = z.infer<typeof Tag>;

export const ListTagsInput = PageInput;
export type ListTagsInput = z.input<typeof ListTagsInput>;

export const TagPage = page(Tag);
export type TagPage = z.infer<typeof TagPage>;

export const ContactTagInput = z.strictObject({ contactId: Id, tagId: Id });
export type ContactTagInput = z.input<typeof ContactTagInput>;

/** All tags of the contact, as they are now. */
export const ContactTags = z.object({
  contactId: Id,
  tags: z.array(z.object({ id: Id, name: z.string(), color: TagColor })),
});
export type ContactTags = z.infer<typeof ContactTags>;
