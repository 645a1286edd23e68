import { z } from "zod";

import { memoryLengthMax } from "#lib/memories.ts";

import { Id, IdInput, Instant, line, page, PageInput } from "./common.ts";

const Body = line(memoryLengthMax).transform((text) => text.replaceAll(/[\s\p{C}]+/gu, " "));

export const Memory = z.object({
  id: Id,
  body: z.string(),
  /** Somebody else's words may have led to it: the assistant is told so. */
  fromOutside: z.boolean(),
  version: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
  deletedAt: Instant.nullable(),
});
export type Memory = z.infer<typeof Memory>;

export const CreateMemoryInput = z.strictObject({ body: Body });
export type CreateMemoryInput = z.input<typeof CreateMemoryInput>;

export const UpdateMemoryInput = z.strictObject({
  id: Id,
  body: Body,
  expectedVersion: z.int().positive().optional(),
});
export type UpdateMemoryInput = z.input<typeof UpdateMemoryInput>;

export const ListMemoriesInput = PageInput;
export type ListMemoriesInput = z.input<typeof ListMemoriesInput>;
export const MemoryPage = page(Memory);
export type MemoryPage = z.infer<typeof MemoryPage>;

export const MemoryInput = IdInput;
