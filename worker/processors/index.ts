import { processCheck, processRevoke } from "#server/connections/index.ts";
import { processAnswer, processResume, processSummary } from "#server/assistant/index.ts";
import type { JobKind, Processor } from "#server/jobs/index.ts";
import { processOperationBatch } from "#server/registry/index.ts";
import {
  processAsk,
  processCount,
  processFetch,
  processImport,
  processPreview,
  processReplay,
  processSync,
  processUndo,
  processUndoMany,
  processWatch,
} from "#server/sync/index.ts";

import { performEffectJob } from "./perform-effect.ts";
import { revertChangeSetJob } from "./revert-change-set.ts";

/** Exactly one processor for each kind of job: a missing one does not compile. */
export const processors: { [K in JobKind]: Processor<K> } = {
  "previews.build": processPreview,
  "batches.import": processImport,
  "batches.undo": processUndo,
  "batches.undoMany": processUndoMany,
  "connections.sync": processSync,
  "connections.watch": processWatch,
  "mailboxDays.count": processCount,
  "mailboxDays.fetch": processFetch,
  "failedItems.replay": processReplay,
  "missingMail.ask": processAsk,
  "connections.check": processCheck,
  "connections.revoke": processRevoke,
  "changeSets.revert": revertChangeSetJob,
  "effects.perform": performEffectJob,
  "chat.answer": processAnswer,
  "chat.resume": processResume,
  "chat.summarise": processSummary,
  "operations.batch": processOperationBatch,
};
