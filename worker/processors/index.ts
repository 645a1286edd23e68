import type { JobKind, Processor } from "#server/jobs/index.ts";
import { processOperationBatch } from "#server/registry/index.ts";
import { processImport, processPreview, processUndo } from "#server/sync/index.ts";

import { revertChangeSetJob } from "./revert-change-set.ts";

/** Exactly one processor for each kind of job: a missing one does not compile. */
export const processors: { [K in JobKind]: Processor<K> } = {
  "previews.build": processPreview,
  "batches.import": processImport,
  "batches.undo": processUndo,
  "changeSets.revert": revertChangeSetJob,
  "operations.batch": processOperationBatch,
};
