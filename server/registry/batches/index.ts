import { createOperationBatch } from "./create.ts";
import { listOperationBatchItems } from "./list-items.ts";

export { processOperationBatch } from "./process.ts";
export { createOperationBatch, listOperationBatchItems };

export const operationBatchOperations = [createOperationBatch, listOperationBatchItems] as const;
