import { sql } from "drizzle-orm";

import { FailedItemPage, ListFailedInput } from "#lib/schemas/reconciliation.ts";
import { decodeCursor, IdCursor, operation, toPage } from "#server/core/index.ts";

import { connectionRow } from "../internal.ts";
import { knownOfItems, nothingKnown } from "../known-of-items.ts";
import { isFailed } from "./failed-rows.ts";

interface Row extends Record<string, unknown> {
  id: string;
  source: "file" | "gmail" | "calendar";
  item: string;
  reason: string | null;
  error: string | null;
  created_at: string;
  batch_id: string;
  kept: boolean;
}

export const listFailed = operation({
  name: "failedItems.list",
  summary:
    "Items of an account or file that could not be brought, each with its error and whether its bytes are kept",
  guidance: "The id comes from connections_list. failedItems_replay tries them again.",
  input: ListFailedInput,
  output: FailedItemPage,
  permission: "sync:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/connections/{id}/failed" },
  async run({ tx, input: { id, cursor, limit } }) {
    await connectionRow(tx, id);
    const after = decodeCursor(cursor, IdCursor);
    const rows = await tx.execute<Row>(sql`
      select r.id, r.source, r.provider_item_id as item, r.reason, r.error, r.created_at, r.batch_id, r.payload is not null as kept
      from crm.raw_events r where r.connection_id = ${id} and ${isFailed} and ${after ? sql`r.id < ${after[0]}` : sql`true`}
      order by r.id desc limit ${limit + 1}`);
    const known = await knownOfItems(
      tx,
      rows.slice(0, limit).map((row) => row.id),
    );
    return toPage(
      [...rows],
      limit,
      (row) => [row.id],
      ({ created_at: at, batch_id: batchId, kept, ...row }) => ({
        ...row,
        at: new Date(at).toISOString(),
        batchId,
        bytesKept: kept,
        ...(known.get(row.id) ?? nothingKnown),
      }),
    );
  },
});
