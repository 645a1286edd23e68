import { eq, sql } from "drizzle-orm";

import { tags } from "#drizzle/schema/people.ts";
import { notFound } from "#lib/errors.ts";
import { type ContactTags, type Tag, TagColor } from "#lib/schemas/tags.ts";
import { toIso } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

export type TagRow = typeof tags.$inferSelect;

/** The row, seen through the caller's policies and held until the transaction ends; throws not_found. */
export async function tagRow(tx: Tx, id: string, strength: "key share" | "update"): Promise<TagRow> {
  const [row] = await tx.select().from(tags).where(eq(tags.id, id)).for(strength);
  if (!row) throw notFound("tag");
  return row;
}

export const toTag = (row: TagRow): Tag => ({
  id: row.id,
  name: row.name,
  color: TagColor.parse(row.color),
  version: row.version,
  createdAt: toIso(row.createdAt),
  updatedAt: toIso(row.updatedAt),
});

export async function readTag(tx: Tx, id: string): Promise<Tag> {
  const [row] = await tx.select().from(tags).where(eq(tags.id, id));
  if (!row) throw notFound("tag");
  return toTag(row);
}

export async function readContactTags(tx: Tx, contactId: string): Promise<ContactTags> {
  const rows = await tx.execute<{ id: string; name: string; color: TagColor }>(sql`
    select t.id, t.name, t.color from crm.contact_tags ct
      join crm.tags t on t.workspace_id = ct.workspace_id and t.id = ct.tag_id
    where ct.contact_id = ${contactId} order by lower(t.name)`);
  return { contactId, tags: [...rows] };
}
