import { and, asc, eq, gt } from "drizzle-orm";
import { z } from "zod";

import { previewItems } from "#drizzle/schema/sync.ts";
import { PreviewItemPage, PreviewItemsInput } from "#lib/schemas/previews.ts";
import { decodeCursor, operation, toPage } from "#server/core/index.ts";

import { previewRow } from "./internal.ts";

const SeqCursor = z.tuple([z.int()]);
const Detail = z.record(z.string(), z.unknown());

export const listPreviewItems = operation({
  name: "previews.items",
  summary:
    "List the people and companies an import would create, and the senders it leaves out, each with why",
  input: PreviewItemsInput,
  output: PreviewItemPage,
  permission: "sync:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/previews/{id}/items" },
  async run({ tx, input: { id, kind, cursor, limit } }) {
    await previewRow(tx, id);
    const after = decodeCursor(cursor, SeqCursor);
    const rows = await tx
      .select()
      .from(previewItems)
      .where(
        and(
          eq(previewItems.previewId, id),
          eq(previewItems.kind, kind),
          after ? gt(previewItems.seq, after[0]) : undefined,
        ),
      )
      .orderBy(asc(previewItems.seq))
      .limit(limit + 1);
    return toPage(
      rows,
      limit,
      (row) => [row.seq],
      ({ key, name, why, detail }) => ({ key, name, why, detail: Detail.parse(detail) }),
    );
  },
});
