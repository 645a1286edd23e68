import { sql } from "drizzle-orm";
import { z } from "zod";

import { KeptInput, KeptPage, KeptRecord } from "#lib/schemas/batches.ts";
import { decodeCursor, operation, toPage } from "#server/core/index.ts";

import { batchRow } from "./internal.ts";
import { isThere } from "./kept-now.ts";

const PlaceCursor = z.tuple([z.int()]);

export const listKept = operation({
  name: "batches.kept",
  summary: "List what taking an import back kept and is still there, each by name and with why",
  input: KeptInput,
  output: KeptPage,
  permission: "sync:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/batches/{id}/kept" },
  async run({ tx, input: { id, cursor, limit } }) {
    await batchRow(tx, id);
    const after = decodeCursor(cursor, PlaceCursor);
    const rows = await tx.execute<{ place: number; record: unknown }>(sql`
      select k.place::int as place, k.record from crm.sync_batches b,
        jsonb_array_elements(b.kept) with ordinality as k(record, place)
      where b.id = ${id} and ${isThere} and k.place > ${after?.[0] ?? 0} order by k.place limit ${limit + 1}`);
    return toPage(
      [...rows],
      limit,
      (row) => [row.place],
      ({ record }) => KeptRecord.parse(record),
    );
  },
});
