import { z } from "zod";

import { Id, line, page, PageInput } from "./common.ts";

export const CreateOperationBatchInput = z.strictObject({
  /** Its name, "contacts.create": one that may run in a batch. */
  operation: z.string().max(100),
  inputs: z.array(z.record(z.string(), z.unknown())).min(1).max(1_000, "At most 1,000 inputs."),
  /** While a batch with this key is unfinished, the same call answers that batch. */
  key: line(150).optional(),
});
export type CreateOperationBatchInput = z.input<typeof CreateOperationBatchInput>;

export const CreateOperationBatchResult = z.object({ jobId: Id });

export const BatchItemStatus = z.enum(["queued", "done", "failed"]);

export const ListOperationBatchItemsInput = PageInput.extend({
  /** The job's id. */
  id: Id,
  status: BatchItemStatus.optional(),
});
export type ListOperationBatchItemsInput = z.input<typeof ListOperationBatchItemsInput>;

export const OperationBatchItem = z.object({
  /** Its place in `inputs`, counted from 0. */
  index: z.int(),
  status: BatchItemStatus,
  /** Id of what it made or changed. */
  resultId: Id.nullable(),
  error: z
    .object({
      code: z.string(),
      message: z.string(),
      fields: z.record(z.string(), z.string()).optional(),
    })
    .nullable(),
});
export const OperationBatchItemPage = page(OperationBatchItem);
