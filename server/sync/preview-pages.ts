import { and, asc, eq, gte, sql } from "drizzle-orm";
import { z } from "zod";

import { previewPages } from "#drizzle/schema/sync.ts";
import { newId } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import type { PreviewRow } from "./internal.ts";

const Details = z.record(z.string(), z.unknown());

export interface ListedPage {
  seq: number;
  itemIds: string[];
  /** What was read of some of them, by item id. */
  details: Record<string, unknown>;
}

/** Keeps a page of the provider's listing as it came. A page of an earlier run is replaced, but for what was read of it. */
export async function keepPage(
  tx: Tx,
  preview: PreviewRow,
  { seq, itemIds, details }: ListedPage,
): Promise<void> {
  const { workspaceId, ownerId, audience } = preview;
  await tx
    .insert(previewPages)
    .values({ id: newId(), workspaceId, ownerId, audience, previewId: preview.id, seq, itemIds, details })
    .onConflictDoUpdate({
      target: [previewPages.workspaceId, previewPages.previewId, previewPages.seq],
      set: { itemIds, details: sql`${previewPages.details} || ${JSON.stringify(details)}::jsonb` },
    });
}

export async function addDetails(
  tx: Tx,
  previewId: string,
  seq: number,
  details: Record<string, unknown>,
): Promise<void> {
  await tx
    .update(previewPages)
    .set({ details: sql`${previewPages.details} || ${JSON.stringify(details)}::jsonb` })
    .where(and(eq(previewPages.previewId, previewId), eq(previewPages.seq, seq)));
}

/** The page with this number, or null after the last. */
export async function pageAt(tx: Tx, previewId: string, seq: number): Promise<ListedPage | null> {
  const [row] = await tx
    .select()
    .from(previewPages)
    .where(and(eq(previewPages.previewId, previewId), eq(previewPages.seq, seq)));
  return row ? { seq, itemIds: row.itemIds, details: Details.parse(row.details) } : null;
}

/** Everything that was read of the items of a preview, by item id. */
export async function allDetails(tx: Tx, previewId: string): Promise<Record<string, unknown>> {
  const rows = await tx
    .select({ details: previewPages.details })
    .from(previewPages)
    .where(eq(previewPages.previewId, previewId))
    .orderBy(asc(previewPages.seq));
  return Object.assign({}, ...rows.map((row) => Details.parse(row.details))) as Record<string, unknown>;
}

/** A listing that is shorter than the one of an earlier run. */
export async function dropPagesFrom(tx: Tx, previewId: string, seq: number): Promise<void> {
  await tx.delete(previewPages).where(and(eq(previewPages.previewId, previewId), gte(previewPages.seq, seq)));
}

/** Once an import is done, what was read for it is in raw_events. */
export async function clearDetails(tx: Tx, previewId: string): Promise<void> {
  await tx.update(previewPages).set({ details: {} }).where(eq(previewPages.previewId, previewId));
}

/** How many items stand on the pages before this one. */
export async function itemsBefore(tx: Tx, previewId: string, seq: number): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select coalesce(sum(cardinality(item_ids)), 0)::int as count from crm.preview_pages
    where preview_id = ${previewId} and seq < ${seq}`);
  return row?.count ?? 0;
}
