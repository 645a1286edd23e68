import { and, asc, eq, gt } from "drizzle-orm";
import { z } from "zod";

import { jobItems } from "#drizzle/schema/jobs.ts";
import { notFound } from "#lib/errors.ts";
import {
  ListOperationBatchItemsInput,
  OperationBatchItem,
  OperationBatchItemPage,
} from "#lib/schemas/operation-batches.ts";
import { decodeCursor, operation, toPage } from "#server/core/index.ts";

const SeqCursor = z.tuple([z.int()]);
const StoredResult = z.object({ id: z.uuid() });

export const listOperationBatchItems = operation({
  name: "operationBatches.items",
  summary: "List what became of each input of a batch, in their order",
  input: ListOperationBatchItemsInput,
  output: OperationBatchItemPage,
  permission: "jobs:read",
  effect: "read",
  doors: ["action", "rest"],
  rest: { method: "GET", path: "/operation-batches/{id}/items" },
  async run({ tx, input: { id, status, cursor, limit } }) {
    const after = decodeCursor(cursor, SeqCursor);
    const [any] = await tx.select({ id: jobItems.id }).from(jobItems).where(eq(jobItems.jobId, id)).limit(1);
    if (!any) throw notFound("batch");
    const rows = await tx
      .select()
      .from(jobItems)
      .where(
        and(
          eq(jobItems.jobId, id),
          status ? eq(jobItems.status, status) : undefined,
          after ? gt(jobItems.seq, after[0]) : undefined,
        ),
      )
      .orderBy(asc(jobItems.seq))
      .limit(limit + 1);
    return toPage(
      rows,
      limit,
      (row) => [row.seq],
      (row) => ({
        index: row.seq,
        status: row.status,
        resultId: StoredResult.safeParse(row.result).data?.id ?? null,
        error: OperationBatchItem.shape.error.parse(row.error),
      }),
    );
  },
});
