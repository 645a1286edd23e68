import { z } from "zod";

import { withoutTurns } from "../direction.ts";

export const Id = z.uuid();
export type Id = z.infer<typeof Id>;

export const IdInput = z.object({ id: Id });
export type IdInput = z.infer<typeof IdInput>;

/** An instant in ISO 8601, UTC. */
export const Instant = z.iso.datetime({ offset: true });

// Postgres refuses U+0000 in text and jsonb, and half of a surrogate pair in jsonb.
const storable = (value: string) => value.replaceAll("\u0000", "").toWellFormed();

/** Forms let more be typed and say this: what is cut without a word is lost. */
export const atMost = (max: number): string => `At most ${max.toLocaleString("en")} characters.`;

/** One line of text, trimmed, 1 to `max` characters. */
export const line = (max: number) =>
  z
    .string()
    .max(max * 4, atMost(max))
    .transform(storable)
    .pipe(z.string().trim().min(1, "Please fill this in.").max(max, atMost(max)));

/** A longer text, kept as it was written. */
export const text = (max: number) => z.string().max(max, atMost(max)).transform(storable);

/** Of an answer: one line that others wrote, like a subject or a file's name, as it may be shown. */
export const ShownLine = z.string().overwrite(withoutTurns);

// It carries the sort value of a row: a name of 200 characters takes up to 1,700.
export const Cursor = z.string().max(2000);
const Limit = z.coerce.number().int().min(1).max(200).default(50);

/** Input shared by every list: the opaque cursor of the page before, and how many rows. */
export const PageInput = z.object({ cursor: Cursor.optional(), limit: Limit });

export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** Above it nobody reads the number, and counting would take longer than the list. */
export const countMax = 10_000;

/** How many there are; where capped, more than `value`. */
export const Count = z.object({ value: z.int().max(countMax), isCapped: z.boolean() });
export type Count = z.infer<typeof Count>;

export const Audience = z.enum(["private", "metadata", "subject", "workspace"]);
export type Audience = z.infer<typeof Audience>;

export const Role = z.enum(["owner", "admin", "member", "viewer"]);
export type Role = z.infer<typeof Role>;
