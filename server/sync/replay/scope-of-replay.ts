import { and, desc, eq, isNotNull, ne } from "drizzle-orm";

import { syncBatches } from "#drizzle/schema/sync.ts";
import { PreviewResult } from "#lib/schemas/sync.ts";
import type { Tx } from "#server/db/index.ts";

import { cursorRows, StandingRule } from "../cursors.ts";
import { type BatchRow, type ConnectionRow, previewRow } from "../internal.ts";
import { type ImportScope, scopeOf } from "../import/scope.ts";
import { Controls } from "../read-preview.ts";

/** What the import of these items went by: the standing rule of an account, the approved preview of a file. */
export async function scopeOfReplay(
  tx: Tx,
  connection: ConnectionRow,
  batch: BatchRow,
): Promise<ImportScope> {
  const { addresses, listAddresses } = await approved(tx, connection, batch);
  return {
    ...scopeOf(batch),
    people: "rule",
    ownAddresses: new Set(addresses),
    listAddresses: new Set(listAddresses),
    now: batch.createdAt.toISOString(),
  };
}

async function approved(tx: Tx, connection: ConnectionRow, { source }: BatchRow) {
  const rows = await cursorRows(tx, connection.id);
  const rule = StandingRule.safeParse(rows.find((row) => row.source === source)?.rule);
  if (rule.success) return rule.data;
  const [last] = await tx
    .select({ previewId: syncBatches.previewId })
    .from(syncBatches)
    .where(
      and(
        eq(syncBatches.connectionId, connection.id),
        isNotNull(syncBatches.previewId),
        ne(syncBatches.status, "undone"),
      ),
    )
    .orderBy(desc(syncBatches.id))
    .limit(1);
  if (!last?.previewId) return { addresses: connection.addresses, listAddresses: [] };
  const preview = await previewRow(tx, last.previewId);
  const result = PreviewResult.nullable().parse(preview.result);
  return { ...Controls.parse(preview.controls), listAddresses: result?.listAddresses ?? [] };
}
