import { and, desc, eq, isNotNull, ne } from "drizzle-orm";

import { syncBatches } from "#drizzle/schema/sync.ts";
import { PreviewResult } from "#lib/schemas/previews.ts";
import type { Tx } from "#server/db/index.ts";

import { choicesOfRule, cursorRows, type OldRule, StandingRule } from "../cursors.ts";
import { type BatchRow, type ConnectionRow, previewRow } from "../internal.ts";
import { type ImportScope, scopeOf } from "../import/scope.ts";
import { controlsOf, selectionOf } from "../preview-facts.ts";

/** What the import of these items went by: the standing rule of an account, the approved preview of a file. */
export async function scopeOfReplay(
  tx: Tx,
  connection: ConnectionRow,
  batch: BatchRow,
): Promise<ImportScope> {
  const rule = await approved(tx, connection, batch);
  return {
    ...scopeOf(batch),
    people: "rule",
    ...choicesOfRule(rule),
    listAddresses: new Set(rule.listAddresses),
    now: batch.createdAt.toISOString(),
  };
}

async function approved(tx: Tx, connection: ConnectionRow, { source }: BatchRow): Promise<OldRule> {
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
  const controls = controlsOf(preview);
  return {
    addresses: controls.addresses,
    controls,
    selection: selectionOf(preview),
    listAddresses: result?.listAddresses ?? [],
  };
}
